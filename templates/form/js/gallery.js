// The photos of a card: picture, caption, remove.
function gallery(p, dom) {
  const id = p.full, el = h('ul', {class: 'photos', hidden: true});
  let was = '';
  function show(list) {
    const sig = list.map(r => r.id).join();
    if (sig !== was) { was = sig; el.replaceChildren(...list.map(row)); }
    el.hidden = !list.length;
    for (const r of list) {
      const box = document.getElementById(dom + r.id);
      if (!box || box === document.activeElement) continue;
      if (box.value !== r.body.caption) box.value = r.body.caption;
      grow(box);
    }
  }
  function row(r, k) {
    const img = h('img', {alt: ''}), n = k + 1;
    blobOf(r.id).then(b => {
      if (!b) return;
      img.src = URL.createObjectURL(b);
      img.onload = () => URL.revokeObjectURL(img.src);
    });
    // as high as it is long, and still one line: on a phone a caption is longer than its box
    const line = h('textarea', {rows: 1, dir: 'auto', id: dom + r.id, placeholder: w('caption'), 'data-field': 'caption',
      'aria-label': `${w('photo_n', {n})}. ${w('caption')}`, blur: () => flush(),
      keydown: e => { if (e.key === 'Enter' && !e.isComposing) e.preventDefault(); },
      input: () => { grow(line); change(r.id, {caption: line.value.replace(/\s*\n\s*/g, ' ')}, 400); }}, r.body.caption);
    return h('li', {'data-photo': r.id},
      h('button', {type: 'button', class: 'pic', 'aria-label': w('photo_open', {n}), click: () => enlarge(r.id)}, img), line,
      button('icon', () => remove(r.id), icon('bin'), unseen(w('photo_drop', {n}))));
  }
  /** A removed photo is a record too, so that other devices hear of it; its bytes stay until the next start. */
  function remove(photo) {
    change(photo, {gone: true});
    focusCard(cards.get(id));
    snack(w('photo_gone'), w('undo'), () => {
      change(photo, {gone: undefined});
      records.set(photo, {...records.get(photo), sent: 0});
      paint(id);
    });
  }
  return {el, show};
}
async function enlarge(id) {
  const blob = await blobOf(id), url = blob && URL.createObjectURL(blob), d = $('#big'), alt = records.get(id).body.caption;
  dialog(d, alt || w('photo'), blob ? h('img', {src: url, alt}) : h('p', {}, w('photo_lost')),
    h('div', {class: 'row'}, button('', () => d.close(), w('close'))));
  d.addEventListener('close', () => URL.revokeObjectURL(url), {once: true});
}

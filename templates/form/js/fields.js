// The written parts of a card: the reason, the note, the cause.
function writtenField(id, dom, field, label) {
  const box = h('textarea', {id: `${dom}-${field}`, rows: 2, dir: 'auto', 'data-field': field, blur: () => flush(),
    input: () => { grow(box); change(id, {[field]: box.value}, 400); }});
  const name = h('label', {for: box.id}, label), el = h('div', {class: 'part', hidden: true}, name, box);
  const fill = text => { if (box !== document.activeElement && box.value !== text) { box.value = text; grow(box); } };
  return {el, box, name, fill};
}
function grow(box) {
  if (CSS.supports('field-sizing', 'content')) return;
  box.style.height = 'auto';
  box.style.height = box.scrollHeight + 2 + 'px';
}
/** Why there is no rating: required, with the reasons used before on other practices. */
function reasonField(p, dom) {
  const id = p.full, part = writtenField(id, dom, 'reason', ''), {el, box, name, fill} = part;
  const used = h('div', {class: 'chips'}), hint = h('p', {class: 'hint', id: dom + '-hint'}, icon('warn'), w('required'));
  box.setAttribute('aria-required', 'true');
  box.setAttribute('aria-describedby', hint.id);
  el.append(hint, used);
  part.show = (a, missing) => {
    el.hidden = !LOOSE.includes(a.state);
    el.classList.toggle('need', missing);
    hint.hidden = !missing;
    box.setAttribute('aria-invalid', String(missing));
    if (!el.hidden) { name.textContent = w(a.state === 'not_applicable' ? 'why_na' : 'why_no'); fill(a.reason); }
    const old = missing ? before(a.state) : [];
    if (used.dataset.is === String(old)) return;
    used.dataset.is = String(old);
    const chip = text => button('', () => { change(id, {reason: text}); focusCard(cards.get(id)); }, text);
    used.replaceChildren(...(old.length ? [h('small', {}, w('used')), ...old.map(chip)] : []));
  };
  function before(state) {
    const others = everything.filter(q => q !== p && answer(q.full).state === state);
    return [...new Set(others.map(q => answer(q.full).reason.trim()).filter(isReason))].slice(-3);
  }
  part.used = used;
  return part;
}
/** One of the usual causes, one used before, or a word of one's own. */
function causeField(p, dom) {
  const id = p.full, OWN = '\n';   // a value no cause can have
  const word = h('input', {type: 'text', dir: 'auto', hidden: true, 'aria-label': w('cause_own'), placeholder: w('cause_own'),
    'data-field': 'cause-own', blur: () => { flush(); show(answer(id)); },
    input: () => change(id, {cause: word.value.trim()}, 400)});
  const box = h('select', {id: dom + '-cause', 'data-field': 'cause', change: () => {
    const own = box.value === OWN;
    word.hidden = !own;
    if (own) { word.value = ''; word.focus(); } else change(id, {cause: box.value});
  }});
  const el = h('div', {class: 'part', hidden: true}, h('label', {for: box.id}, w('cause_label')), box, word);
  let was = null;
  function show(a) {
    const own = [...new Set(everything.map(q => answer(q.full).cause).filter(c => c && !page.causes.includes(c)))];
    if (was !== String(own)) {
      was = String(own);
      box.replaceChildren(h('option', {value: ''}, w('cause_none')), ...page.causes.map(c => h('option', {value: c}, w('cause_' + c))),
        ...own.map(c => h('option', {value: c}, c)), h('option', {value: OWN}, w('cause_other')));
    }
    if (word === document.activeElement) { box.value = OWN; return; }
    if (word.value.trim() !== a.cause) word.hidden = true;   // else it stays: what moved up now would slip from under the finger
    if (box !== document.activeElement) box.value = a.cause;
  }
  return {el, box, show};
}

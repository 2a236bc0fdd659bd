// One card: one practice.
const cards = new Map();
const FIELDS = {note: 'note', reason: 'reason', caption: 'caption_label', cause: 'cause_label'};
const tooLong = ([field, n]) => w('too_long', {field: w(FIELDS[field]), n: count(n), max: count(LIMITS[field])});

function makeCard(p, n, all) {
  const id = p.full, dom = 'c-' + id, radios = [], opened = {}, tools = {};
  const measure = p.measure && measureField(p, dom), seenList = observationList(p), reason = reasonField(p, dom);
  const note = writtenField(id, dom, 'note', w('note_label')), cause = causeField(p, dom), photos = gallery(p, dom);
  const notice = h('div', {class: 'notices'}), stand = h('span', {class: 'stand'});
  const group = answers(p, dom, radios, measure, reason);
  const open = (what, {box}) => { opened[what] = true; show(); box.focus(); };
  for (const [name, act] of Object.entries({
    note: () => open('note', note), camera: () => choosePhotos(id, '#cam'), photo: () => choosePhotos(id, '#pick'),
      cause: () => open('cause', cause),
    ...(p.rate === 'case' && {again: () => { active.set(id, 'new'); paint(id); focusCard(el); }}),
  })) {
    const about = {type: 'button', class: name, 'data-tool': name, click: act, 'aria-label': words[name + '_long']};
    tools[name] = h('button', about, icon(name), h('span', {}, w(name)));
  }
  const help = [['why', p.why], ['look_for', p.look_for], ['evidence', p.evidence]].filter(x => x[1]);
  const el = h('li', {class: 'card', id: dom, 'data-practice': id},
    h('div', {class: 'meta'}, h('span', {}, w('of', {n, all})), p.critical && h('span', {class: 'tag crit'}, icon('warn'), w('critical')),
      p.advisory && h('span', {class: 'tag'}, w('advisory')), p.rate === 'case' && h('span', {class: 'tag'}, w('case')), stand),
    h('h2', {id: dom + '-q'}, written(p.ask)),
    help.length ? h('details', {}, h('summary', {}, icon('next', 'flip'), w(p.why ? 'fold' : 'fold_look')),
      h('dl', {}, help.map(([k, v]) => h('div', {}, h('dt', {}, w(k)), h('dd', {}, prose(v)))))) : h('div', {class: 'gap'}),
    seenList.el, group, reason.el, note.el, cause.el, photos.el, notice, h('div', {class: 'tools'}, Object.values(tools)));

  function show() {
    const a = answer(id), now = chosen(id), st = standing(id), list = photosOf(id), seen = a.state === 'rated' ? seenOf(id) : [];
    for (const r of radios) { r.checked = r.value === now; r.parentNode.classList.toggle('on', r.checked); }
    measure?.show();
    stand.className = 'stand' + (st === 'reason' ? ' half' : '');
    if (el.dataset.state !== st) {
      el.dataset.state = st;
      stand.replaceChildren(...(st === 'unrated' ? [] : [icon(st === 'reason' ? 'warn' : 'check'), w(st)]));
    }
    reason.show(a, st === 'reason');
    note.el.hidden = !(opened.note || a.note);
    note.fill(a.note);
    cause.show(a);
    cause.el.hidden = !(opened.cause || a.cause);
    if (tools.again) tools.again.disabled = !seen.length || active.get(id) === 'new';
    const used = {note: a.note, cause: a.cause, photo: list.length, again: seen.length > 1};
    for (const name in used) tools[name]?.classList.toggle('has', !!used[name]);
    seenList.show(seen);
    photos.show(list);
    showNotices(notice, p, [id, ...list.map(r => r.id)]);
  }
  return Object.assign(el, {show, radios, tools, measure: measure?.box});
}
/** The levels, or a number field; below them the two answers without a rating. */
function answers(p, dom, radios, measure, reason) {
  const id = p.full, byTitle = dom + '-q';
  let tapped = 0;
  function pick(e, value) {
    if (chosen(id) !== value) {
      tapped = Date.now();
      rate(id, value);
      if (LOOSE.includes(value) && !(e.detail && reason.used.firstChild)) reason.box.focus();
    } else if (e.detail && Date.now() - tapped > 600) clear(id);   // a second tap clears; the second half of a double tap does not
  }
  const option = (value, cls, ...kids) => {
    const input = h('input', {type: 'radio', name: 'r-' + id, value, 'data-level': value, click: e => pick(e, value)});
    radios.push(input);
    return h('label', {class: 'lv ' + cls}, input, ...kids, icon('check'));
  };
  const pair = p.steps.length === 2 && p.steps.every(s => s.text.length < 12);
  const shape = p.steps.every(s => !s.text) ? 'cells' : pair ? 'pair' : p.steps.length < 7 ? 'cols' : '';
  const badge = s => h('b', p.numeric && !pair ? {} : {'aria-hidden': 'true'}, s.key);
  const level = s => option(s.id, s.own || !p.levels ? '' : 'plain', badge(s), s.text && written(s.text));
  const first = measure ? measure.el : h('div', {class: `levels ${shape} ${p.numeric ? '' : 'word'}`,
    style: `--n:${p.steps.length}`}, p.steps.map(level));
  const loose = h('div', {class: 'else'}, LOOSE.map(state => option(state, '', h('bdi', {}, w(state)))));
  return measure ? h('div', {role: 'group', 'aria-labelledby': byTitle}, first,
    h('div', {role: 'radiogroup', 'aria-label': w('no_rating')}, loose))
    : h('div', {role: 'radiogroup', 'aria-labelledby': byTitle}, first, loose);
}
/** What the person must know about this practice: another window or device won, a text is too long, the server refused. */
function showNotices(box, p, ids) {
  const line = (kind, look, text, ...kids) => h('div', {class: 'notice ' + look, 'data-notice': kind}, icon('warn'),
    h('span', {}, text), ...kids);
  const was = notices.get(p.full), rows = [];
  const mine = button('', () => change(p.full, notices.get(p.full)), w('mine'));
  if (was) rows.push(line('moved', '', w('moved', {was: inWords(p, was)}), mine));
  for (const id of ids) {
    const long = excess(answer(id));
    long.forEach(x => rows.push(line('long', 'bad', tooLong(x))));
    if (!long.length && refused.has(id)) rows.push(line('refused', 'bad', w('refused', {why: refused.get(id)})));
  }
  const sig = rows.map(r => r.textContent).join('\n');
  if (box.dataset.is === sig) return;
  box.dataset.is = sig;
  box.replaceChildren(...rows);
}
/** The card's chosen answer, else its first one, gets the focus; a tall card keeps at least that on the screen. */
function focusCard(el) {
  if (!el) return;
  const r = el.radios.find(x => x.checked) || el.measure || el.radios[0], whole = el.offsetHeight < innerHeight - 150;
  r.focus({preventScroll: true});
  (whole ? el : r).scrollIntoView({block: whole ? 'nearest' : 'center'});
}

// What stands around the cards: progress, the list of touchpoints, dialogs.
let only = false, screen = null, started = false;
const nav = h('nav', {'aria-label': w('touchpoints')});
const openOf = tp => tp.practices.filter(p => !done(p.full)).length;
const stageOf = tp => page.stages.find(s => s.id === tp.stage)?.title || '';
const place = () => [page.audit.client, page.audit.site].filter(Boolean).join(', ');

/** Shows what changed about a practice, or about the practice of a photo. */
function paint(id) {
  (cards.get(id) || cards.get(records.get(id)?.body.practice))?.show();
  paintProgress();
  paintStatus();
}
function paintProgress() {
  const n = tally(everything), all = everything.length, part = list => `${tally(list)}/${list.length}`;
  $('.whole i').style.inlineSize = n / all * 100 + '%';
  for (const a of nav.querySelectorAll('a[data-touchpoint]')) {
    const list = page.touchpoints.find(tp => tp.id === a.dataset.touchpoint).practices, k = tally(list);
    a.className = k === list.length ? 'full' : k ? 'some' : '';
    $('small', a).textContent = part(list);
  }
  if (!screen) return;
  $('a[data-end] small', nav).textContent = all - n || '';
  $('.where small').textContent = w('in_all', {n, all});
  if (!screen.practices) return;
  $('.where i').textContent = part(screen.practices);
  $('#count').textContent = w('of_rated', {n: tally(screen.practices), all: screen.practices.length});
  document.title = `${screen.title} ${part(screen.practices)} – ${page.audit.client}`;
  const look = p => done(p.full) ? 'done' : standing(p.full) === 'reason' ? 'half' : '';
  screen.practices.forEach((p, i) => { $('.segs').children[i].className = look(p); });
}
function buildNav() {
  const rows = [];
  let stage;
  for (const tp of page.touchpoints) {
    if (tp.stage !== stage && stageOf(tp)) rows.push(h('h2', {}, written(stageOf(tp))));
    stage = tp.stage;
    const dot = h('i', {class: 'dot', 'aria-hidden': 'true'}, icon('check'));
    rows.push(h('a', {href: '#' + tp.id, 'data-touchpoint': tp.id}, dot, h('span', {}, written(tp.title)), h('small')));
  }
  const item = (name, text, act, cls) => button(cls || '', () => { $('#sheet').close(); act(); }, icon(name), w(text));
  const leave = () => { location.hash = '#/start'; };
  const change = () => unstored.size && !server ? question(w('change'), w('st_none'), w('change'), leave) : leave();
  nav.replaceChildren(h('p', {class: 'me'}, h('b', {}, me.name), me.role && ', ' + me.role), ...rows, h('hr'),
    h('a', {href: '#/end', 'data-end': true}, icon('list'), h('span', {}, w('end')), h('small')), h('hr'),
    item('file', 'file', saveFile), item('load', 'load', () => $('#open').click()),
    page.checklist.about ? item('note', 'about', showAbout) : '', item('keys', 'keys', showKeys),
    page.auditor || page.auditors.length < 2 ? '' : item('who', 'change', change),
    item('bin', 'wipe', wipe, 'bad'));
}
function openSheet() {
  const d = $('#sheet');
  dialog(d, w('touchpoints'), button('icon shut', () => d.close(), icon('x'), unseen(w('close'))), nav);
  $('a[aria-current]', nav)?.focus();
}
$('#sheet').addEventListener('close', () => $('aside').append(nav));
for (const d of document.querySelectorAll('dialog')) d.addEventListener('click', e => {
  const b = d.getBoundingClientRect();
  if (e.target === d && e.detail && (e.clientY < b.top || e.clientY > b.bottom)) d.close();
});
matchMedia('(min-width:64rem)').addEventListener('change', () => $('#sheet').close());

const frame = on => { for (const q of ['.top', 'aside', '.bar']) $(q).hidden = !on; };
function bar(title, back, next, nextText) {
  const link = (cls, to, ...kids) => h('a', {class: 'btn ' + cls, href: to}, ...kids);
  $('.bar').replaceChildren(
    back ? link('back', back, icon('next', 'flip turn'), unseen(w('back'))) : h('span'),
    h('button', {type: 'button', class: 'where', 'aria-haspopup': 'dialog', click: openSheet},
      h('b', {}, h('span', {}, title), h('i'), icon('up')), h('small')),
    next ? link('main', next, nextText, icon('next', 'flip')) : h('span'));
}

function dialog(d, label, ...kids) {
  d.replaceChildren(...kids);
  d.setAttribute('aria-label', label);
  if (!d.open) d.showModal();
}
const closing = d => h('div', {class: 'row'}, button('main', () => d.close(), w('close')));
function showKeys() {
  const d = $('#ask'), keys = (...names) => names.flatMap((x, i) => [i ? ' ' : '', h('kbd', {}, x)]);
  const row = (text, ...names) => [h('dt', {}, h('bdi', {dir: 'ltr'}, keys(...names))), h('dd', {}, w(text))];
  dialog(d, w('keys'), h('h2', {}, w('keys')),
    h('dl', {class: 'keys'}, row('k_card', '↑', '↓'), row('k_rate', '0', '…', '9'), row('k_ten', '1', '0'),
      row('k_level', '←', '→'), row('k_na', 'N', 'O'),
      row('k_note', 'E', 'P', 'A'), row('k_clear', 'Del'), row('k_esc', 'Esc')),
    h('p', {class: 'after'}, w('tap')), closing(d));
}
function showAbout() {
  const d = $('#ask'), {title, about, version} = page.checklist;
  dialog(d, title, h('h2', {}, written(title), ' ', version), prose(about), closing(d));
}
function question(title, text, yes, act) {
  const d = $('#ask');
  dialog(d, title, h('h2', {}, title), h('p', {}, text),
    h('div', {class: 'row'}, button('', () => d.close(), w('cancel')), button('bad', () => { d.close(); act(); }, yes)));
}

// The page of a server holds no audit: it asks for one with the join code, of the link or typed in. What came is kept on this
// device with the code, so that the page works after a reload when the server is away.
const JOIN = ['~join'];
const tidy = code => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
async function fetchPage(code) {
  const before = join.code;
  join.code = code;
  try {
    return await (await call('GET', 'form.json', undefined, 6000)).json();
  } catch (e) {
    join.code = before;
    throw e;
  }
}
function keepJoin() {
  remember(JOIN, {code: join.code, page});
  session.set('join', join.code);
}
/** Finds the audit: of the link, of what is kept, or asked for; returns who rates, if the link says it. */
async function openFromServer() {
  const given = /^#join=/.test(location.hash) ? new URLSearchParams(location.hash.slice(1)) : null, kept = await recall(JOIN);
  if (given) history.replaceState(null, '', location.pathname + location.search);   // a link that is passed on must not carry the code
  let code = tidy(given?.get('join') || kept?.code || session.get('join')), why = '';
  for (;;) {
    if (!code) code = await joinScreen(why);
    try {
      usePage(await fetchPage(code));
      break;
    } catch (e) {
      if (e.status !== 401 && kept?.page && kept.code === code) {
        join.code = code;
        usePage(kept.page);
        failed(e);
        break;
      }
      why = e.status === 401 ? w('join_wrong') : e.message || w('join_away');
      code = await joinScreen(why, code);
    }
  }
  server = httpServer(page.server?.url || '/api/');
  keepJoin();
  return given?.get('as') || '';
}
function joinForm(why, code, send, cancel) {
  const box = h('input', {type: 'text', id: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    dir: 'ltr', maxlength: 40, value: code, 'aria-describedby': 'code-why'});
  return h('form', {class: 'join', submit: e => { e.preventDefault(); if (tidy(box.value)) send(tidy(box.value)); else box.focus(); }},
    h('label', {for: 'code'}, w('join_label')), box,
    h('p', {id: 'code-why', class: why ? 'hint bad' : 'hint', role: why ? 'alert' : null}, why || w('join_hint')),
    h('div', {class: 'row'}, cancel && button('', cancel, w('cancel')), h('button', {type: 'submit', class: 'main'}, w('join_go'))));
}
/** Resolves with a code that somebody typed. */
function joinScreen(why, code = '') {
  document.querySelectorAll('#boot').forEach(x => x.remove());
  frame(false);
  document.title = w('join_title');
  return new Promise(ok => {
    const h1 = h('h1', {tabindex: -1}, w('join_title'));
    $('#main').replaceChildren(h('div', {class: 'head'}, h1), h('section', {class: 'box'}, joinForm(why, code, ok)));
    settle('join', h1);
    $('#code').select();
  });
}
/** The code is not right any more: asked for again; all answers stay where they are. */
function askCode(why = '', wanted = !!why) {
  denied = true;
  paintStatus();
  const d = $('#ask');
  // not in the middle of a word: the button at the top asks
  if (!wanted && (d.open || document.activeElement?.matches('textarea,input[type=text]'))) return;
  dialog(d, w('join_again'), h('h2', {}, w('join_again')), h('p', {}, w('join_kept', {n: unsent().length})),
    joinForm(why, '', async code => {
    try {
      const there = await fetchPage(code);
      if (there.audit.id !== page.audit.id) { join.code = ''; return askCode(w('join_other', {name: there.audit.title})); }
    } catch (e) { return askCode(e.status === 401 ? w('join_wrong') : e.message || w('join_away')); }
    denied = false;
    d.close();
    keepJoin();
    fetchAll();
  }, () => d.close()));
  $('#code').focus();
}

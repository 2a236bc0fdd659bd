// The beginning.
function listen() {
  $('.skip').textContent = w('skip');
  $('.skip').addEventListener('click', e => { e.preventDefault(); $('#main').focus(); });
  $('#act').addEventListener('click', () => ({send: sendNow, code: () => askCode('', true), file: saveFile})[$('#act').dataset.job]());
  addEventListener('hashchange', route);
  // the top grows with long words and large letters
  if (window.ResizeObserver) new ResizeObserver(() => root.style.setProperty('--top', $('.top').offsetHeight + 'px')).observe($('.top'));
  addEventListener('online', () => { pause = 1000; goOn(); });
  addEventListener('pagehide', () => flush());
  document.addEventListener('visibilitychange', () => {
    if (!me.id) return;
    if (document.hidden) flush(); else { blocked = ''; reread().then(fetchAll); }
  });
  // only when nothing here keeps it
  addEventListener('beforeunload', e => { if (me.id && storage !== 'ok' && (server ? unsent() : unfiled()).length) e.preventDefault(); });
}
/** On a site the page works without network; a newer one is offered, never forced. */
function serviceWorker() {
  const worker = JSON.parse($('#cx-worker').textContent), sw = navigator.serviceWorker;
  if (!worker || !sw) return;
  let first = !sw.controller;
  sw.addEventListener('controllerchange', () => {
    if (first) snack(w('offline')); else snack(w('newer'), w('reload'), () => location.reload());
    first = false;
  });
  sw.register(worker).catch(() => {});
}
(async () => {
  listen();
  try {
    await Promise.race([tx('readwrite', s => s('meta').put(1, ['~probe'])), new Promise((_, no) => setTimeout(no, 4000))]);
  } catch (e) { storage = 'none'; }
  const data = JSON.parse($('#cx').textContent);
  let as = '';
  if (data) usePage(data); else as = await openFromServer();
  const last = as || page.auditor || (page.auditors.length === 1 && page.auditors[0].id) || session.get(page.audit.id)
    || await recall([page.audit.id, '~me']);
  const who = page.auditors.find(x => x.id === last);
  document.querySelectorAll('#boot').forEach(x => x.remove());
  if (who) await enter(who); else startScreen();
  serviceWorker();
  performance.mark('ready');
})();

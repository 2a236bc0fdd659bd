// The form without a network. The cache is named after its content: another form is another worker, and the old cache goes.
'use strict';
const HERE = 'cxaudit ' + registration.scope + ' ', CACHE = HERE + '{{version}}', FILES = {{files}};
const PAGE = 'index.html';

async function keep(cache, name) {
  const r = await fetch(new Request(name, {cache: 'reload'}));
  if (!r.ok) throw Error(name + ': ' + r.status);
  // a plain copy: an answer that was redirected may not be used to open a page
  await cache.put(name, new Response(await r.blob(), {headers: {'Content-Type': r.headers.get('Content-Type') || 'text/html'}}));
}
addEventListener('install', e => e.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(name => keep(cache, name)));
  await skipWaiting();   // nothing entered can be lost by it: every answer is stored the moment it is given
})()));
addEventListener('activate', e => e.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(HERE) && name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));
addEventListener('fetch', e => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || !url.href.startsWith(registration.scope)) return;
  const name = url.pathname.slice(new URL(registration.scope).pathname.length) || PAGE;
  if (FILES.includes(name)) e.respondWith(caches.open(CACHE).then(c => c.match(name)).then(r => r || fetch(e.request)));
});

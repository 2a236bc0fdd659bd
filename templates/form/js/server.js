// The server, where there is one, and the queue of what it has not got. The queue is derived from the records.
let server = null;
const join = {code: ''}, refused = new Map();   // refused: what the server will not take as it is, by record
let draining, pause = 1000, retryTimer, sentAt = 0, offline = false, behind = true;   // behind: its records were not read yet
let trouble = '', blocked = '', denied = false;   // why it has to wait; why it is no use to try; the code is wrong

/** Throws {status, message, wait}; status 0 where no answer came. */
async function call(method, path, body, ms = 15000) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), ms);
  const headers = {'X-Join': join.code, ...(body && {'Content-Type': typeof body === 'string' ? 'application/json' : 'image/jpeg'})};
  try {
    const r = await fetch(path, {method, body, headers, signal: stop.signal, cache: 'no-store'});
    if (r.ok || r.status === 409) return r;
    const message = String((await r.json().catch(() => 0)).message || '').slice(0, 300);
    throw {status: r.status, message: message || w('st_code', {code: r.status}),
      wait: Math.min(r.headers.get('Retry-After') * 1000 || 0, 60000)};
  } catch (e) {
    throw e.status ? e : {status: 0, message: ''};
  } finally { clearTimeout(timer); }
}
/** {save, put, photo, all}: any other transport needs no more. save -> the newer record, if the server has one. */
function httpServer(url) {
  const to = path => `${url}${encodeURIComponent(me.id)}/${path}`;
  return {
    save: async ({id, rev, device, at, body}) => {
      const r = await call('PUT', to('records/' + encodeURIComponent(id)), JSON.stringify({id, rev, device, at, body}));
      return r.status === 409 ? (await r.json()).record : null;
    },
    put: (id, buffer) => call('PUT', to('photos/' + id.slice(6)), buffer, 120000),
    photo: async id => (await call('GET', to('photos/' + id.slice(6)), undefined, 60000)).arrayBuffer(),
    all: async () => (await (await call('GET', to('records'))).json()).records,
  };
}

async function send(rec) {
  const long = excess(rec.body);
  if (long.length) throw {status: 422, message: tooLong(long[0])};
  if (isPhoto(rec.id) && !rec.body.gone && !rec.sent) {   // the bytes of a photo before the record that names it
    const blob = await blobOf(rec.id);
    if (!blob) throw {status: 422, message: w('photo_lost')};
    await server.put(rec.id, await blob.arrayBuffer());
  }
  return server.save(rec);
}
/** Sends what the server has not got, ratings before photos. */
async function drain() {
  if (!server || draining || !me.id || denied || blocked) return;
  const who = me.id;
  draining = true;
  clearTimeout(retryTimer);
  try {
    for (;;) {
      const open = unsent().filter(r => !dirty.has(r.id) && !refused.has(r.id)), rec = open.find(r => !isPhoto(r.id)) || open[0];
      if (!rec) break;
      try {
        const theirs = await send(rec);
        if (who !== me.id) break;   // another auditor sat down
        if (theirs && merge(theirs, rec) === rec) throw {status: 0};   // it has something older: try again
        sentAt = Date.now();
        pause = 1000;
        online();
        if (theirs) adoptAll([{...theirs, sent: theirs.rev, filed: 0}]);
        else records.set(rec.id, {...records.get(rec.id), sent: rec.rev});
        if (!dirty.has(rec.id)) unstored.add(rec.id);   // the mark "sent" is stored with the next batch
        later(500);
      } catch (e) {
        if (who !== me.id) break;
        if (!isForGood(e.status)) throw e;
        refused.set(rec.id, e.message);
        paint(rec.id);
      }
      paintStatus();
    }
  } catch (e) { failed(e); }
  draining = false;
  paintStatus();
}
/** An answer that will be the same again, about this record alone. */
const isForGood = status => status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status);
function online() { offline = false; trouble = blocked = ''; }
/** The queue is kept whatever happens; only how it goes on differs. */
function failed(e) {
  offline = true;
  trouble = e.message || '';
  if (e.status === 401) return void askCode();
  if ([403, 404].includes(e.status)) { blocked = trouble; return; }
  clearTimeout(retryTimer);
  retryTimer = setTimeout(goOn, Math.max(e.wait || 0, pause * (.75 + Math.random() / 2)));
  pause = Math.min(pause * 2, 30000);
}
const goOn = () => behind ? fetchAll() : drain();
function sendNow() {
  pause = 1000;
  blocked = '';
  refused.clear();
  goOn();
}
async function fetchAll() {
  if (!server || !me.id || denied) return;
  const who = me.id;
  try {
    const list = await server.all();
    if (who !== me.id) return;
    online();
    behind = false;
    const there = new Map(list.map(r => [r.id, r]));
    // what the server was believed to have and has not, after a loss on its side, is sent again
    for (const r of records.values()) {
      const has = there.get(r.id);
      if (r.sent && !same(has, r) && (!has || newer(has, r) === r)) records.set(r.id, {...r, sent: 0});
    }
    adoptAll(list.map(r => ({...r, sent: r.rev, filed: 0})), started);
    list.forEach(r => unstored.add(r.id));
    later(0);
  } catch (e) { return failed(e), paintStatus(); }
  paintStatus();
  drain();
}

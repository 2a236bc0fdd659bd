// This device: IndexedDB, a cache and never the only copy. All file:// pages share one, so every key names audit and auditor.
const dirty = new Set(), unstored = new Set(), bytes = new Map();
let opening, storage = 'ok', storedAt = 0, flushing, flushTimer, flushDue = Infinity;
const key = id => [page.audit.id, me.id, id];
const mine = () => IDBKeyRange.bound(key(''), key('\uffff'));

function openStore() {
  return new Promise((ok, no) => {
    const r = indexedDB.open('cxaudit', 1);
    r.onupgradeneeded = () => ['records', 'blobs', 'meta'].forEach(s => r.result.createObjectStore(s));
    r.onsuccess = () => {
      r.result.onversionchange = () => r.result.close();
      r.result.onclose = () => { opening = null; };
      ok(r.result);
    };
    r.onerror = () => no(r.error);
  });
}
/** Resolves when the transaction is complete, which is when "saved" may be shown. */
async function tx(mode, work, retry = true) {
  try {
    const db = await (opening = opening || openStore());
    return await new Promise((ok, no) => {
      const t = db.transaction(['records', 'blobs', 'meta'], mode, {durability: 'strict'});
      let result;
      t.oncomplete = () => ok(result);
      t.onabort = () => no(t.error || Error('aborted'));
      work(name => t.objectStore(name), value => { result = value; });
    });
  } catch (e) {
    opening = null;   // Safari drops the connection in the background
    if (retry && e.name === 'InvalidStateError') return tx(mode, work, false);
    throw e;
  }
}
const read = (store, k) => tx('readonly', (s, give) => { s(store).get(k).onsuccess = e => give(e.target.result); });
const remember = (k, value) => storage === 'ok' && tx('readwrite', s => s('meta').put(value, k)).catch(() => {});
const recall = k => storage === 'none' ? Promise.resolve() : read('meta', k).catch(() => {});

/** Compare and write inside one transaction; returns the records that are newer on the device than here. */
function write(batch) {
  const keys = batch.map(r => key(r.id)), lost = [];
  return tx('readwrite', (s, give) => batch.forEach((rec, i) => {
    give(lost);
    if (bytes.has(rec.id)) s('blobs').put(bytes.get(rec.id), keys[i]);
    s('records').get(keys[i]).onsuccess = e => {
      const won = merge(e.target.result, rec);
      if (won === e.target.result) lost.push(won); else s('records').put(won, keys[i]);
    };
  }));
}
function later(ms) {
  if (Date.now() + ms >= flushDue) return;
  clearTimeout(flushTimer);
  flushDue = Date.now() + ms;
  flushTimer = setTimeout(flush, ms);
}
async function flush() {
  clearTimeout(flushTimer);
  flushDue = Infinity;
  while (flushing) await flushing;
  const ids = [...new Set([...dirty, ...unstored])].filter(id => records.has(id));
  if (!ids.length) return;
  dirty.clear();   // from here on an edit is a new revision: these are under way
  let free;
  flushing = new Promise(ok => { free = ok; });
  try {
    if (storage === 'none') throw Error('none');
    const lost = await write(ids.map(id => records.get(id)));
    ids.forEach(id => { unstored.delete(id); bytes.delete(id); });
    storage = 'ok';
    storedAt = Date.now();
    if (lost.length) adoptAll(lost);
    channel?.postMessage({key: key(''), ids});
  } catch (e) {
    ids.forEach(id => unstored.add(id));
    // a full disk comes as QuotaExceededError, UnknownError or AbortError
    if (storage !== 'none') { storage = 'failed'; later(5000); }
  }
  flushing = null;
  free();
  paintStatus();
  drain();
}
async function reread(ids, tell) {
  if (storage === 'none' || !me.id) return;
  const who = me.id, found = await tx('readonly', (s, give) => { s('records').getAll(mine()).onsuccess = e => give(e.target.result); }).catch(() => []);
  if (who === me.id) adoptAll(ids ? found.filter(r => ids.includes(r.id)) : found, tell);
}
async function blobOf(id) {
  const buffer = bytes.get(id) || (storage !== 'none' && await read('blobs', key(id)).catch(() => null))
    || await server?.photo(id).catch(() => null);
  return buffer && new Blob([buffer], {type: 'image/jpeg'});
}
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('cxaudit') : null;
if (channel) channel.onmessage = e => { if (me.id && String(e.data.key) === String(key(''))) reread(e.data.ids); };

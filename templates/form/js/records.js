// Records: one per practice, one per photo. A record is never edited in place: {id, rev, device, at, sent, filed, body}.
// `rev` counts up from the highest revision seen of that id; `sent` and `filed` are the revisions that the server, or a file, has.
const me = {id: '', name: ''}, self = random(4), records = new Map(), notices = new Map(), active = new Map();
const blank = {state: '', observations: [], reason: '', note: '', cause: ''};
const LOOSE = ['not_applicable', 'not_observed'];
const LIMITS = {note: 20000, reason: 2000, caption: 2000, cause: 300};
const isPhoto = id => id.startsWith('photo:');
const answer = id => records.get(id)?.body || blank;
const all = test => [...records.values()].filter(test);
const addedAt = r => Date.parse(r.body.added) || 0;
const photosOf = id => all(r => r.body.practice === id && !r.body.gone).sort((a, b) => addedAt(a) - addedAt(b));
const unsent = () => all(r => r.sent !== r.rev), unfiled = () => all(r => r.filed !== r.rev);

// The merge rule, everywhere the same: higher revision; then later clock; then device. The same revision of the same
// device is one edit.
const same = (a, b) => a && b && a.rev === b.rev && a.device === b.device;
const newer = (a, b) => (a.rev - b.rev || a.at - b.at || (a.device > b.device ? 1 : -1)) > 0 ? a : b;
/** The newer of two copies of a record; of one edit, the marks of both. */
function merge(old, rec) {
  if (same(old, rec)) return {...old, sent: Math.max(old.sent || 0, rec.sent || 0), filed: Math.max(old.filed || 0, rec.filed || 0)};
  return old && newer(old, rec) === old ? old : rec;
}
/** The observations that count: rated, and on the scale of this checklist. */
const seenOf = id => answer(id).observations.filter(o => o.rating != null && (!practices.has(id) || onScale(practices.get(id), o.rating)));
/** Whether a text says why; a ratings file refuses what only says that there is none. */
const isReason = text => !/^(|yes|true|on|y|x|1|n\/a|na|-|no|false)$/i.test(text.trim());
/** rated | not_applicable | not_observed | reason | unrated */
function standing(id) {
  const a = answer(id);
  if (a.state === 'rated') return seenOf(id).length ? 'rated' : 'unrated';
  return a.state ? (isReason(a.reason) ? a.state : 'reason') : 'unrated';
}
const done = id => !['reason', 'unrated'].includes(standing(id));
const tally = list => list.filter(p => done(p.full)).length;

// What no file can hold: control characters, and halves of a character.
const plain = value => typeof value === 'string' ? value.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu, '') : value;
/** Texts longer than a ratings file takes, as [field, characters]; they stay on this device until they are shorter. */
function excess(body) {
  const long = Object.keys(LIMITS).map(k => [k, body[k]]).concat((body.observations || []).map(o => ['note', o.note]));
  return long.filter(([k, text]) => text?.length > LIMITS[k] && [...text].length > LIMITS[k]).map(([k, text]) => [k, [...text].length]);
}

/** Every edit goes through here. Text waits a moment so that typing makes few revisions; a rating does not wait. */
function change(id, patch, wait = 0) {
  const old = records.get(id), body = {...(old ? old.body : blank)};
  for (const k in patch) body[k] = plain(patch[k]);
  records.set(id, {id, rev: (old?.rev || 0) + (dirty.has(id) ? 0 : 1), device: self, at: Date.now(), sent: old?.sent || 0,
    filed: old?.filed || 0, body});
  dirty.add(id);
  refused.delete(id);
  if (notices.delete(id)) keepNotices();
  later(wait);
  paint(id);
}
const text = x => typeof x === 'string' ? x : '';
/** A body from elsewhere with everything that a body has, in one order: a person may have written it by hand. */
function whole(id, b) {
  const seen = o => ({rating: String(o.rating ?? ''), at: text(o.at) || null, note: text(o.note)});
  return isPhoto(id)
    ? {practice: text(b.practice), caption: text(b.caption), name: text(b.name), taken: text(b.taken) || null, added: text(b.added),
      width: b.width, height: b.height, ...(b.gone && {gone: true})}
    : {state: text(b.state), observations: (b.observations || []).map(seen),
      reason: text(b.reason), note: text(b.note), cause: text(b.cause)};
}
/** A record from elsewhere: another window, the server, a file. True if something on the screen has to change. */
function adopt(given) {
  const {id} = given, rec = {...given, body: whole(id, given.body)}, cur = records.get(id), won = merge(cur, rec);
  if (won === cur) return false;
  records.set(id, won);
  if (same(cur, rec)) return false;
  const differs = JSON.stringify(cur?.body) !== JSON.stringify(rec.body);
  // told only where two edits did not know of each other
  const clash = cur && (cur.rev === rec.rev || (server ? cur.sent !== cur.rev : dirty.has(id)));
  if (differs && clash && practices.has(id)) { notices.set(id, cur.body); keepNotices(); }
  dirty.delete(id);
  refused.delete(id);
  return differs;
}
/** Adopts many and repaints; the person is told once. */
function adoptAll(list, tell = true) {
  const known = records.size, touched = list.filter(adopt).map(r => r.body.practice || r.id);
  new Set(touched).forEach(id => cards.get(id)?.show());
  paintProgress();
  paintStatus();
  if (tell && known && touched.length) snack(w('updated'));
  return touched.length;
}
/** What lost against another window or device stays at hand, over a reload too. */
const keepNotices = () => remember(key('~notices'), [...notices]);

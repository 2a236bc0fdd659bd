// The shape of a saved file: the blocks of ratings/<auditor>.yaml, and the photos.
const number = r => String(Number(r)) === r ? Number(r) : r;
const fileOf = r => `photos/${me.id}-${r.id.slice(6)}.jpg`;
const stamp = r => ({rev: r.rev, device: r.device, at: iso(r.at, 23)});
const seenAsWritten = list => list.map(o => ({rating: number(o.rating), ...(o.at && {at: o.at}), ...(o.note && {note: o.note})}));
// what a file cannot hold: texts that are too long, photos whose bytes are neither on this device nor on a server
const astray = new Set();
/** What counts: one entry of `ratings`. */
function toRating(id) {
  const a = answer(id), out = {}, seen = seenOf(id), state = standing(id), photos = photosOf(id).filter(r => !astray.has(r.id));
  if (LOOSE.includes(state)) out[state] = a.reason;
  else if (state === 'rated' && seen.length === 1 && !seen[0].note
    && practices.get(id)?.rate !== 'case') out.rating = number(seen[0].rating);
  else if (state === 'rated') out.observations = seenAsWritten(seen);
  if (a.note) out.note = a.note;
  if (a.cause) out.cause = a.cause;
  if (photos.length) out.evidence = photos.map(r => ({file: fileOf(r), ...(r.body.caption && {caption: r.body.caption})}));
  return out;
}
/** What was entered and does not count: a reason that is missing, answers switched away from. One entry of `drafts`. */
function toDraft(id) {
  const a = answer(id), state = standing(id), out = {};
  if (state === 'reason') out.state = a.state;
  if (a.reason && !LOOSE.includes(state)) out.reason = a.reason;
  if (a.observations.length && a.state !== 'rated') out.observations = seenAsWritten(a.observations);
  return out;
}
/** The body of a practice's record from its entries in a file; `whole` completes it. */
function fromFile(x = {}, draft = {}) {
  const list = x.observations || (x.rating != null ? [x.rating] : draft.observations || []);
  const state = LOOSE.find(s => s in x) || (x.observations || x.rating != null ? 'rated' : text(draft.state));
  return {...blank, state, reason: text(x.not_applicable ?? x.not_observed ?? draft.reason), note: text(x.note), cause: text(x.cause),
    observations: list.map(o => o?.rating == null ? {rating: o} : o)};
}

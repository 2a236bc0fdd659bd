// What a tap or a key does to a practice's record.
/** Which observation the levels show: the one picked, else the last; 'new' is one past the end. */
function at(id) {
  const n = answer(id).observations.length, i = active.get(id);
  return i === 'new' ? n : Math.max(0, Math.min(i ?? n, n - 1));
}
/** What is chosen: a rating, one of the two answers without one, or ''. */
function chosen(id) {
  const a = answer(id);
  if (LOOSE.includes(a.state)) return a.state;
  return a.state === 'rated' ? a.observations[at(id)]?.rating ?? '' : '';
}
function rate(id, value, wait = 0) {
  if (undoing) quiet();   // an "Undo" on the screen is about an older state
  if (LOOSE.includes(value)) return change(id, {state: value});
  const {tp} = practices.get(id), left = openOf(tp);
  const list = answer(id).observations.slice(), i = at(id);
  list[i] = {rating: value, at: iso(Date.now()), note: list[i]?.note || ''};
  active.set(id, i);
  change(id, {state: 'rated', observations: list}, wait);
  if (left && !openOf(tp) && !server) snack(w('tp_done', {title: tp.title}), w('file'), saveFile);   // a good moment to ask for the file
}
function clear(id) {
  const a = answer(id), old = {...a}, i = at(id);
  if (!a.state) return;
  if (a.state !== 'rated') change(id, {state: ''});
  else {
    const list = a.observations.filter((_, k) => k !== i);
    active.delete(id);
    change(id, {state: list.length ? 'rated' : '', observations: list});
  }
  snack(w('cleared'), w('undo'), () => { active.set(id, i); change(id, old); focusCard(cards.get(id)); });
}
/** A record's body in a few words, to say what lost against another window or device. */
function inWords(p, body) {
  const said = body.state === 'rated' ? body.observations.map(o => textOf(p, o.rating)).join(', ') : body.state && w(body.state);
  return [said, body.note && `“${body.note.slice(0, 40)}${body.note.length > 40 ? '…' : ''}”`].filter(Boolean).join(', ') || w('nothing');
}

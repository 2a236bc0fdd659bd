// Several observations of one practice: chips to choose one, its note, how many and their range. Never a mean: that is the engine's.
function observationList(p) {
  const id = p.full, el = h('div', {class: 'obs', hidden: true});
  let was = '';
  function show(seen) {
    const a = answer(id), fresh = active.get(id) === 'new', i = at(id);
    const sig = JSON.stringify([a.observations.map(o => [o.rating, o.at]), i, fresh, a.state]);
    el.hidden = a.state !== 'rated' || (a.observations.length < 2 && !fresh);
    if (el.hidden || sig === was) return void (was = el.hidden ? '' : sig);
    was = sig;
    const order = seen.map(o => o.rating).sort((x, y) => rank(p, x) - rank(p, y));
    const low = textOf(p, order[0] ?? ''), high = textOf(p, order.at(-1) ?? '');
    const chip = (o, k) => h('button', {type: 'button', 'aria-pressed': String(k === i), 'data-observation': k,
      click: () => { active.set(id, k); paint(id); }},
      unseen(w('obs', {n: k + 1})), h('b', {}, textOf(p, o.rating)), o.at ? h('small', {}, when(Date.parse(o.at))) : '');
    const next = fresh && h('button', {type: 'button', 'aria-pressed': 'true', click: () => { active.delete(id); paint(id); }},
      icon('again'), w('obs_new'));
    el.replaceChildren(h('p', {}, w(seen.length < 2 ? 'obs' : low === high ? 'obs_same' : 'obs_range', {n: seen.length, low, high})),
      h('div', {class: 'chips', role: 'group'}, a.observations.map(chip), next), fresh ? '' : ownNote(a, i));
  }
  function ownNote(a, i) {
    const write = text => change(id, {observations: answer(id).observations.map((o, k) => k === i ? {...o, note: plain(text)} : o)}, 400);
    const note = h('input', {type: 'text', dir: 'auto', 'aria-label': w('obs_note'), placeholder: w('obs_note'),
      'data-field': 'observation', blur: () => flush(), input: () => write(note.value)});
    note.value = a.observations[i]?.note || '';
    return h('div', {class: 'own'}, note, button('icon', () => clear(id), icon('bin'), unseen(w('obs_drop'))));
  }
  return {el, show};
}

// The end screen: what is missing, what is worth a second look, and the way out.
function endScreen() {
  if (!undoing) quiet();   // the button for the file stands here itself
  screen = {id: '/end'};
  const of = (...states) => everything.filter(p => states.includes(standing(p.full)));
  const missing = of('unrated', 'reason').length, h1 = h('h1', {tabindex: -1}, w(missing ? 'end_open' : 'end_done'));
  const row = (p, extra) => h('li', {}, h('a', {href: '#' + p.full, 'data-to': p.full},
    h('span', {}, written(p.ask), h('small', {}, written(p.tp.title), extra ? ' · ' + extra : '')),
    p.critical && h('span', {class: 'tag crit'}, w('critical')), icon('next', 'flip')));
  const box = (kind, rows) => rows.length ? h('section', {class: 'box', 'data-box': kind.slice(4)},
    h('h2', {}, w(kind), h('small', {}, rows.length)), h('ul', {}, rows)) : '';
  const critFirst = list => [...list].sort((a, b) => !!b.critical - !!a.critical);
  const kept = all(r => !isPhoto(r.id) && !practices.has(r.id) && r.body.state)
    .map(r => h('li', {}, h('a', {}, h('span', {}, h('bdi', {}, r.id)))));
  $('#main').replaceChildren(
    h('div', {class: 'head'}, h('p', {class: 'eyebrow'}, me.name), h1,
      h('p', {}, w('end_left', {n: everything.length - missing, all: everything.length})),
      h('dl', {class: 'tally'}, ['rated', 'not_applicable', 'not_observed', 'reason', 'unrated'].map(
        s => h('div', {}, h('dt', {}, w(s)), h('dd', {'data-tally': s}, of(s).length))))),
    box('end_stuck', stuck().map(([p, why]) => row(p, why))),
    box('end_reason', of('reason').map(p => row(p))), box('end_unrated', critFirst(of('unrated')).map(p => row(p))),
    wayOut(everything.length - of('unrated').length),
    box('end_look', secondLook().map(([p, why]) => row(p, w(why)))), box('end_kept', kept));
  document.title = `${w('end')} – ${page.audit.client}`;
  bar(w('end'), '#' + page.touchpoints.at(-1).id);
  settle('end', h1);
}
/** What the server does not take, or a file would not: [practice, why]. */
function stuck() {
  const of = r => practices.get(r.body.practice || r.id);
  return all(r => of(r) && (excess(r.body).length || refused.has(r.id)))
    .map(r => [of(r), excess(r.body).map(tooLong)[0] || refused.get(r.id)]);
}
function secondLook() {
  const low = p => {
    const a = answer(p.full), max = p.measure ? 1 : Math.max(...p.steps.map(s => s.points));
    return !p.advisory && standing(p.full) === 'rated' && !a.note && !photosOf(p.full).length
      && seenOf(p.full).some(o => !o.note && pointsOf(p, o.rating) < max / 2);
  };
  const bare = p => photosOf(p.full).some(r => !r.body.caption.trim());
  return [['look_critical', p => p.critical && standing(p.full) === 'not_observed'], ['look_low', low], ['look_caption', bare]]
    .flatMap(([why, test]) => everything.filter(test).map(p => [p, why]));
}
function wayOut(n) {
  if (server) return h('section', {class: 'box'}, h('h2', {}, w('server_title')), h('p', {id: 'serverline'}, serverLine()));
  const photos = all(r => r.body.practice && !r.body.gone).length;
  return h('section', {class: 'box'}, h('h2', {}, w('file_title')), h('p', {}, w('file_text', {n, photos})),
    h('p', {id: 'fileline'}, fileLine()), button('main', saveFile, icon('file'), w('file')));
}

// Screens: one touchpoint, who is rating; the way between them.
let seated = false;   // an auditor's records are read and the list of touchpoints is built
/** #touchpoint, #touchpoint.practice, #/end, #/start */
function route() {
  if (/^#join=/.test(location.hash)) return location.reload();   // another link of a server
  if (!page || (me.id && !seated)) return;
  if (!me.id || location.hash === '#/start') return startScreen();
  const hash = location.hash.slice(1), [tpId] = hash.split('.');
  $('#sheet').close();
  cards.clear();
  frame(true);
  if (hash === '/end') endScreen();
  else touchpointScreen(page.touchpoints.find(tp => tp.id === tpId) || page.touchpoints[0], practices.get(hash));
  for (const a of nav.querySelectorAll('a')) a.hash === '#' + screen.id ? a.setAttribute('aria-current', 'page')
    : a.removeAttribute('aria-current');
  remember(key('~where'), '#' + screen.id);
  paintProgress();
  paintStatus();
}
/** Where the eye and the focus go after a change of screen. */
function settle(name, h1, target) {
  $('#main').dataset.screen = name;
  if (target) return focusCard(cards.get(target.full));
  scrollTo(0, 0);
  if (started) h1.focus({preventScroll: true});
  started = true;
}

function touchpointScreen(tp, target) {
  screen = tp;
  const list = page.touchpoints, i = list.indexOf(tp);
  if (target && only && done(target.full)) only = false;
  const hit = (from, step) => { for (let k = from; list[k]; k += step) if (!only || openOf(list[k])) return '#' + list[k].id; };
  const h1 = h('h1', {tabindex: -1}, written(tp.title)), deck = h('ol', {class: 'cards'}), next = hit(i + 1, 1);
  const shown = tp.practices.filter(p => !only || !done(p.full));   // decided when the screen opens: a card never vanishes under the thumb
  for (const p of shown) {
    const c = makeCard(p, tp.practices.indexOf(p) + 1, tp.practices.length);
    cards.set(p.full, c);
    deck.append(c);
  }
  const fixed = [tp.moment_of_truth && w('moment'), tp.minutes && w('minutes', {n: tp.minutes})].filter(Boolean);
  const about = [stageOf(tp), tp.channel].filter(Boolean).map(written).concat(fixed);
  const toggle = h('button', {type: 'button', class: 'only', role: 'switch', 'aria-checked': String(only),
    click: () => { only = !only; remember(key('~only'), only); route(); $('.only').focus(); }},
    h('i', {'aria-hidden': 'true'}), w('only'));
  $('#main').replaceChildren(
    h('div', {class: 'head'}, h('p', {class: 'eyebrow'}, about.flatMap((x, k) => [k ? ' · ' : '', x])), h1,
      tp.about ? h('p', {class: 'about'}, written(tp.about)) : '',
      h('div', {class: 'segs', 'aria-hidden': 'true'}, tp.practices.map(() => h('i'))),
      h('div', {class: 'row'}, h('p', {id: 'count'}), toggle)),
    shown.length ? deck : h('div', {class: 'empty'}, icon('check'), h('p', {}, w('all_done')),
      h('a', {class: 'btn main', href: next || '#/end'}, w(next ? 'next' : 'end'))));
  bar(written(tp.title), hit(i - 1, -1), next || '#/end', w(next ? 'next' : 'finish'));
  cards.forEach(c => c.show());
  settle('touchpoint', h1, target);
}

function startScreen() {
  screen = null;
  cards.clear();
  frame(false);
  const a = page.audit, h1 = h('h1', {tabindex: -1}, h('bdi', {}, a.title)),
    day = new Date(a.date + 'T12:00').toLocaleDateString(locale, {dateStyle: 'long'});
  const sit = x => { navigator.storage?.persist?.().catch(() => {}); enter(x); };
  const row = x => h('li', {}, h('button', {type: 'button', 'data-auditor': x.id, click: () => sit(x)},
    h('span', {}, x.name, h('small', {}, x.role || '')), icon('next', 'flip')));
  const names = page.auditors.filter(x => !page.auditor || x.id === page.auditor).map(row);
  document.title = a.title;
  $('#main').replaceChildren(
    h('div', {class: 'head'}, h('p', {class: 'eyebrow'}, [a.client, a.site, day].filter(Boolean).join(' · ')), h1,
      h('p', {}, w('start_hint'))),
    storage === 'none' ? h('div', {class: 'notice'}, icon('warn'), h('span', {}, w('st_none'))) : '',
    h('section', {class: 'box'}, h('h2', {}, w('start_who')), h('ul', {class: 'names'}, names)),
    page.checklist.about ? h('section', {class: 'box'}, h('h2', {}, written(page.checklist.title)),
      prose(page.checklist.about)) : '');
  settle('start', h1);
}
/** Sits an auditor down: their records of this audit are read, then the page opens where they left it. */
async function enter(who) {
  await flush();
  seated = false;
  for (const x of [records, notices, active, refused, bytes, dirty, unstored]) x.clear();
  Object.assign(me, {role: ''}, who);
  storedAt = filedAt = 0;
  blocked = '';
  behind = true;
  remember([page.audit.id, '~me'], who.id);
  session.set(page.audit.id, who.id);
  await reread(null, false);
  const where = await recall(key('~where')) || '', gone = [];
  only = !!await recall(key('~only'));
  filedAt = await recall(key('~filed')) || 0;
  records.forEach(r => { storedAt = Math.max(storedAt, r.at); if (r.body.gone) gone.push(r.id); });
  // a removed photo can be undone until the next start
  if (gone.length) tx('readwrite', s => gone.forEach(id => s('blobs').delete(key(id)))).catch(() => {});
  for (const [id, body] of await recall(key('~notices')) || []) if (practices.has(id)) notices.set(id, body);
  $('#site').replaceChildren(...(page.auditors.length > 1 ? [h('bdi', {}, who.name), ' · '] : []), h('bdi', {}, place()));
  if (!/^#[^/]|^#\/end/.test(location.hash)) history.replaceState(null, '', where || '#' + page.touchpoints[0].id);
  buildNav();
  $('aside').append(nav);
  seated = true;
  route();
  fetchAll();
}

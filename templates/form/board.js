'use strict';
// The live board. Everything on it comes from /board.json, as text: nothing is ever read as markup.
const EVERY = 2000, PATIENCE = 8000, FEW = 6;      // ms, ms, auditors whose touchpoints are unfolded where there is room
const words = JSON.parse(document.getElementById('words').textContent), lang = document.documentElement.lang;
const $ = id => document.getElementById(id);
const w = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

function h(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}
/** Texts of the audit may run the other way than the page. */
const bdi = text => h('bdi', {}, text);
function set(element, text) { if (element.textContent !== text) element.textContent = text; }
const number = value => new Intl.NumberFormat(lang, {maximumFractionDigits: 0}).format(value);
const clock = (when, more) => new Date(when).toLocaleTimeString(lang, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...more});
const list = names => new Intl.ListFormat(lang).format(names);

// ------------------------------------------------------------------------------------------------ the code
const fragment = new URLSearchParams(location.hash.slice(1)), without = new Set((fragment.get('without') || '').split(',').filter(Boolean));
let code = clean(fragment.get('board') || '');

/** A header takes nothing but ASCII, and no code has anything else in it. */
function clean(text) { return text.replace(/[^\x21-\x7e]/g, ''); }

function remember() {
  const left = new URLSearchParams({board: code});
  if (without.size) left.set('without', [...without].join(','));
  history.replaceState(null, '', '#' + left);
}
function ask(said) {
  const fresh = $('ask').hidden;
  $('ask').hidden = false;
  $('board').hidden = true;
  status('', '');
  set($('said'), said);
  if (fresh) $('code').focus();
}
$('ask').addEventListener('submit', event => {
  event.preventDefault();
  code = clean($('code').value);
  remember();
  poll();
});
addEventListener('hashchange', () => {
  code = clean(new URLSearchParams(location.hash.slice(1)).get('board') || '');
  poll();
});

// ------------------------------------------------------------------------------------------------ asking the server
let timer, last = '', lost = false, asking;

async function poll() {
  clearTimeout(timer);
  asking?.abort();
  if (!code) return ask('');
  const stop = asking = new AbortController(), patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const query = without.size ? '?without=' + encodeURIComponent([...without].join(',')) : '';
    const answer = await fetch('/board.json' + query, {headers: {'X-Board': code}, cache: 'no-store', signal: stop.signal});
    if ([401, 422, 429].includes(answer.status)) {
      const said = (await answer.json()).message;
      if (answer.status !== 422) return ask(said);
      without.clear();
      remember();
    }
    if (!answer.ok) throw Error(answer.status);
    const text = await answer.text();
    if (lost) say(w('live'));
    lost = false;
    status('', `${w('live')}, ${clock(Date.now(), {second: '2-digit'})}`);
    if (text !== last) show(JSON.parse(text));
    last = text;
  } catch (problem) {
    if (stop !== asking) return;                       // a newer question is under way
    if (!lost) say(w('lost'));
    lost = true;
    status('lost', w('lost'));
  } finally {
    clearTimeout(patience);
  }
  if (stop === asking) timer = setTimeout(poll, EVERY);
}
document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : poll());

function status(kind, text) {
  $('status').className = kind;
  $('status').hidden = !text;
  set($('status').lastChild, text);
}
const say = text => set($('spoken'), text);

// ------------------------------------------------------------------------------------------------ who has rated what
const cards = new Map();

function show(data) {
  $('ask').hidden = true;
  $('board').hidden = false;
  document.title = `${data.title} - ${w('title')}`;
  set($('title'), data.title);
  set($('subject'), data.subject);
  const waited = data.auditors.filter(one => one.waited), done = waited.filter(one => one.finished).length;
  const sum = data.finished ? w(waited.length > 1 ? 'all_finished' : 'one_finished') : w('finished_of', {n: number(done), of: number(waited.length)});
  if ($('sum').textContent && $('sum').textContent !== sum) say(sum);
  set($('sum'), sum);
  for (const auditor of data.auditors) {
    if (!cards.has(auditor.id)) cards.set(auditor.id, card(auditor, data));
    cards.get(auditor.id)(auditor);
  }
  side(data, waited);
}
/** Makes an auditor's card; returns what brings it up to date, so that nothing moves and the focus stays. */
function card(auditor, data) {
  const state = h('span', {class: 'state'}), when = h('p', {class: 'when'}), whole = bar('practices_of'), parts = new Map();
  const rows = data.touchpoints.map(part => {
    const row = bar('rated_of', part.title);
    parts.set(part.id, values => row.update(values[part.id], part.practices));
    return h('li', {}, row.element);
  });
  const inside = h('details', data.auditors.length <= FEW && matchMedia('(min-width:48rem)').matches ? {open: ''} : {}, h('summary', {}, w('touchpoints')), h('ul', {}, ...rows));
  const box = h('input', {type: 'checkbox'});
  box.addEventListener('change', () => {
    box.checked ? without.delete(auditor.id) : without.add(auditor.id);
    remember();
    poll();
  });
  const wait = h('label', {class: 'wait'}, box, h('span', {}, w('waited', {name: auditor.name})));
  whole.element.classList.add('total');
  const element = h('li', {}, h('div', {class: 'head'}, h('h3', {}, bdi(auditor.name)), state), whole.element, when, inside, ...data.auditors.length > 1 ? [wait] : []);
  $('auditors').append(element);
  return now => {
    element.classList.toggle('done', now.finished);
    element.classList.toggle('off', !now.waited);
    state.classList.toggle('bad', !now.readable);
    set(state, w(!now.readable ? 'state_unreadable' : now.finished ? 'state_finished' : now.answered || now.joined ? 'state_begun' : 'state_absent'));
    set(when, now.saved ? w('saved', {time: clock(now.saved)}) : '');
    whole.update(now.answered, now.practices);
    for (const update of parts.values()) update(now.touchpoints);
    box.checked = now.waited;
  };
}
/** A bar with its number as text. */
function bar(word, name) {
  const fill = h('i'), text = h('span', {class: 'n'});
  const element = h('div', {class: 'row'}, ...name ? [h('span', {class: 'name'}, bdi(name))] : [], h('span', {class: 'bar', 'aria-hidden': 'true'}, fill), text);
  return {element, update(n, of) {
    fill.style.inlineSize = `${of ? 100 * n / of : 0}%`;
    set(text, w(word, {n: number(n), of: number(of)}));
  }};
}

// ------------------------------------------------------------------------------------------------ the ratings side by side
let shown = '';

function side(data, waited) {
  const key = JSON.stringify([data.spread, waited.map(one => one.id), data.finished]);
  const open = waited.filter(one => !one.finished).map(one => one.name), alone = data.auditors.length === 1;
  set($('heading'), w(alone ? 'ratings' : data.spread ? 'spread' : 'hidden'));
  set($('why'), data.spread ? (alone ? '' : w('spread_why')) : alone ? w('hidden_one') : w('hidden_why', {names: list(open)}));
  if (key === shown) return;
  shown = key;
  data.spread ? $('board').prepend($('side')) : $('board').append($('side'));    // once there is something to talk about, it comes first
  const names = new Map(data.auditors.map(one => [one.id, one.name]));
  const wide = (data.spread || []).filter(row => row.spread > 0 || row.mixed), agreed = (data.spread || []).filter(row => !wide.includes(row));
  $('spread').replaceChildren(...wide.map(row => practice(row, names)));
  $('agreed').hidden = !agreed.length;
  $('agreed').open ||= alone;
  set($('agreed').firstChild, alone || waited.length === 1 ? w('agreed_one') : w('agreed', {n: number(agreed.length)}));
  $('agreed').lastChild.replaceChildren(...agreed.map(row => practice(row, names)));
}
function practice(row, names) {
  const facts = [row.spread > 0 && w('points', {n: number(100 * row.spread)}), row.mixed && w('mixed')].filter(Boolean).join(', ');
  const groups = new Map();
  for (const rating of row.ratings) {
    const key = rating.state === 'rated' ? rating.given.join('\n') : rating.state;
    groups.set(key, [...groups.get(key) || [], rating]);
  }
  const sorted = [...groups.values()].sort(([a], [b]) => (a.points ?? 2) - (b.points ?? 2));
  return h('li', {},
    h('p', {class: 'where'}, bdi(row.touchpoint), ...facts ? [h('b', {}, facts)] : []), h('h3', {}, bdi(row.title)), h('p', {class: 'ask'}, bdi(row.ask)),
    h('ul', {class: 'answers'}, ...sorted.map(group => answer(group, names))));
}
function answer(group, names) {
  const [first] = group, rated = first.state === 'rated';
  const level = !rated ? w(first.state) : first.given.length > 1 ? w('cases', {n: number(first.given.length), list: first.given.join(', ')})
    : [first.given[0], first.unit || first.label].filter(Boolean).join(first.unit ? ' ' : ' - ');
  const said = rated ? [h('small', {}, list(group.map(rating => `\u2068${names.get(rating.auditor)}\u2069`)))]
    : group.map(rating => h('small', {}, bdi(names.get(rating.auditor)), ': ', bdi(rating.reason)));
  return h('li', {class: rated ? '' : 'none'}, bdi(level), h('span', {class: 'n'}, group.length > 1 ? number(group.length) : ''), ...said);
}

status('', w('wait'));
poll();

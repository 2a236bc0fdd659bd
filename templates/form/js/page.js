// Words, elements, time: what every other file uses.
const $ = (query, at = document) => at.querySelector(query);
const root = document.documentElement, rtl = root.dir === 'rtl', lang = root.lang;
const words = JSON.parse($('#cx-words').textContent);

/** A word of the page; {name} is filled in. In a right-to-left page values and English words are isolated, or their order turns. */
function w(key, values = {}) {
  const text = (words[key] ?? key).replace(/\{(\w+)\}/g, (_, k) => rtl && typeof values[k] === 'string'
    ? `\u2068${values[k]}\u2069` : values[k]);
  return rtl && !/[\u0590-\u08ff]/.test(words[key]) ? `\u2066${text}\u2069` : text;
}

function h(tag, props, ...kids) {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (typeof v === 'function') el.addEventListener(k, v);
    else if (v != null && v !== false) el.setAttribute(k, v === true ? '' : v);
  }
  el.append(...kids.flat().filter(k => k != null && k !== false));
  return el;
}
// dates of a page in English are those of Europe: the day first
const locale = lang === 'en' ? 'en-GB' : lang;
/** A text of the checklist, in its own language and direction. */
const written = text => h('bdi', {lang: page.checklist.language !== lang && page.checklist.language}, text);
/** A long text: lines are as long as the screen, a blank line or a bullet begins a paragraph, `names` stand out. */
const prose = text => text.trim().split(/\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)]) )/).map(part => h('p', {class: 'text'},
  written(part.split(/`([^`]+)`/).map((x, i) => i % 2 ? h('code', {}, x) : x))));
function icon(name, cls) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS(svg.namespaceURI, 'use');
  use.setAttribute('href', '#i-' + name);
  svg.append(use);
  svg.setAttribute('aria-hidden', 'true');
  if (cls) svg.setAttribute('class', cls);
  return svg;
}
const button = (cls, click, ...kids) => h('button', {type: 'button', class: cls, click}, ...kids);
const unseen = text => h('span', {class: 'vh'}, text);

function when(ms) {
  const d = new Date(ms), today = d.toDateString() === new Date().toDateString();
  return d.toLocaleString(locale, {...(!today && {day: 'numeric', month: 'short'}), hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
}
/** Local time with its offset: 2026-10-14T14:02:11+02:00 */
function iso(ms, digits = 19) {
  const off = -new Date(ms).getTimezoneOffset(), two = n => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return new Date(ms + off * 6e4).toISOString().slice(0, digits) + (off < 0 ? '-' : '+') + two(off / 60) + ':' + two(off % 60);
}
// plain http has no crypto.randomUUID
const random = bytes => [...crypto.getRandomValues(new Uint8Array(bytes))].map(b => b.toString(16).padStart(2, '0')).join('');
const count = n => n.toLocaleString(lang);

let snackTimer, undoing = false;
const quiet = () => { clearTimeout(snackTimer); $('#snack').replaceChildren(); };
/** A short message at the foot, with one thing to do about it or none. */
function snack(text, label, act) {
  quiet();
  undoing = label === w('undo');
  const end = label ? button('', () => { quiet(); act(); }, label) : button('icon', quiet, icon('x'), unseen(w('close')));
  $('#snack').append(h('div', {}, h('span', {}, text), end));
  snackTimer = setTimeout(quiet, label ? 10000 : 6000);
}
const say = text => { $('#say').textContent = text; };
/** What this window alone remembers over a reload: two windows of one device may be two auditors. */
const session = {
  get: k => { try { return sessionStorage.getItem('cxaudit ' + k) || ''; } catch (e) { return ''; } },
  set: (k, value) => { try { sessionStorage.setItem('cxaudit ' + k, value); } catch (e) { return; } },
};

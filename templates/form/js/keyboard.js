// The keyboard works only while the focus is inside a card (WCAG 2.1.4), and never in a text.
let typed = '', typedAt = 0, typedFor = '';
/** The level of a digit; digits soon after each other are one number: 1, 0 is level 10. */
function levelOf(p, digit) {
  typed = typedFor === p.full && Date.now() - typedAt < 1200 ? typed + digit : digit;
  [typedAt, typedFor] = [Date.now(), p.full];
  for (let k = 0; k < typed.length; k++) {
    const found = p.steps.find(s => s.key === typed.slice(k));
    if (found) return found;
  }
}
function moveBetweenCards(e, from, el, step) {
  const deck = [...cards.values()], i = deck.indexOf(el);
  if (el) {
    e.preventDefault();
    if (deck[i + step]) focusCard(deck[i + step]);
    else if (step > 0) $('.bar .main')?.focus();
    else { scrollTo(0, 0); $('h1').focus(); }
  } else if (deck.length && (from === document.body || from.matches('h1,main'))) {
    const seen = deck.find(c => c.getBoundingClientRect().top > 40) || deck[0];
    if (step > 0) { e.preventDefault(); focusCard(from === document.body ? seen : deck[0]); }
  } else if (from.matches('.bar .main') && step < 0 && deck.length) { e.preventDefault(); focusCard(deck.at(-1)); }
}
function moveBetweenLevels(el, from, step) {
  const {radios} = el, r = radios.indexOf(from), n = radios.length;
  if (r >= 0) radios[(r + (rtl ? -step : step) + n) % n].focus();
  return r >= 0;
}
addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || $('dialog[open]') || !page) return;
  const from = e.target, el = from.closest?.('.card'), k = e.key.toLowerCase(), field = el?.measure === from;
  if (from.matches?.('textarea,select,input[type=text]')) {
    if (e.key === 'Escape' && el) return field ? el.radios[0].focus() : focusCard(el);
    if (!field || !['arrowup', 'arrowdown', 'enter', 'n', 'o', 'e', 'p', 'a', '?'].includes(k)) return;   // no number has these
  }
  if (k === 'arrowdown' || k === 'arrowup' || (field && k === 'enter')) return moveBetweenCards(e, from, el, k === 'arrowup' ? -1 : 1);
  if (k === '?' && screen) { e.preventDefault(); return showKeys(); }
  if (!el) return;
  const id = el.dataset.practice, p = practices.get(id), level = /^\d$/.test(k) && levelOf(p, k);
  if (el.measure && /^[\d.,+-]$/.test(k)) { el.measure.focus(); el.measure.select(); return; }   // the key itself goes into the field
  if (level) { rate(id, level.id); focusCard(el); }
  else if (k === 'arrowleft' || k === 'arrowright') { if (!moveBetweenLevels(el, from, k === 'arrowright' ? 1 : -1)) return; }
  else if (k === 'n' || k === 'o') { rate(id, LOOSE[k === 'n' ? 0 : 1]); $('textarea[data-field=reason]', el).focus(); }
  else if (k === 'e') el.tools.note.click();
  else if (k === 'p') el.tools.photo.click();
  else if (k === 'a') el.tools.again?.click();
  else if (k === 'delete' || k === 'backspace') clear(id);
  else return;
  e.preventDefault();
});

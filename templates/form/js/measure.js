// A measured scale: a number field instead of levels.
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** The number a person wrote, as text with a point: 7,5 and ٧٫٥ are 7.5; null where it is none. */
function toNumber(text) {
  const t = text.replace(/[\s\u00a0\u202f]/g, '').replace(DIGITS, d => d.charCodeAt(0) & 15)
    .replace(/[,\u066b]/, '.').replace('\u2212', '-');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(t) && isFinite(t) ? String(Number(t)) : null;
}
function measureField(p, dom) {
  const id = p.full, {best, worst} = p.measure;
  const box = h('input', {
    type: 'text', id: dom + '-m', 'data-measure': id, autocomplete: 'off', dir: 'ltr', 'aria-describedby': dom + '-mh',
    inputmode: Math.min(best, worst) < 0 ? 'text' : 'decimal',   // a phone's decimal keys lack the minus
    input: () => {
      const value = toNumber(box.value);
      wrong(false);
      if (value !== null && value !== chosen(id)) rate(id, value, 400);
    },
    blur: () => {
      const value = toNumber(box.value);
      if (value !== null) box.value = value;
      else if (box.value.trim()) wrong(true);
      else if (answer(id).state === 'rated' && chosen(id)) clear(id);
      flush();
    },
  });
  const hint = h('p', {class: 'hint', id: dom + '-mh'});
  const label = h('label', {for: box.id}, w('measure'), unit(p) && [' (', written(p.measure.unit), ')']);
  const el = h('div', {class: 'part measure'}, label, box, hint);
  function wrong(is) {
    box.setAttribute('aria-invalid', String(is));
    el.classList.toggle('need', is);
    const now = answer(id).state === 'rated' && chosen(id);
    hint.replaceChildren(is ? w(now ? 'measure_stands' : 'measure_bad', {now})
      : w('measure_hint', {best: count(best), worst: count(worst)}));
  }
  let shown = -1;   // the observation that the field is about
  function show() {
    const now = answer(id).state === 'rated' ? chosen(id) : '', other = shown !== at(id);
    shown = at(id);
    if (other) wrong(false);
    if ((other || (box !== document.activeElement && box.getAttribute('aria-invalid') !== 'true')) && box.value !== now) box.value = now;
    el.classList.toggle('on', now !== '');
  }
  return {el, box, show};
}

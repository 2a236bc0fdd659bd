// The audit's practices. A scale is a list of levels, or {unit, best, worst} of a measured value.
let page = null, everything = [];
const practices = new Map();

function usePage(data) {
  page = data;
  practices.clear();
  for (const tp of page.touchpoints) for (const p of tp.practices) {
    p.tp = tp;
    p.full = `${tp.id}.${p.id}`;
    const scale = page.scales[p.scale];
    p.measure = Array.isArray(scale) ? null : scale;
    p.steps = p.measure ? [] : scale.map(l => ({...l, own: !!p.levels?.[l.id], text: p.levels?.[l.id] ?? l.label ?? ''}));
    p.numeric = p.steps.every(s => /^\d+$/.test(s.id));
    p.steps.forEach((s, i) => {
      s.key = p.numeric ? s.id : String(i + 1);
      s.short = p.numeric && p.steps.length > 2 ? s.id : s.label ?? s.id;
      if (!p.numeric) s.text ||= s.id;
    });
    practices.set(p.full, p);
  }
  everything = [...practices.values()];
}
const unit = p => p.measure?.unit ? ' ' + p.measure.unit : '';
const textOf = (p, rating) => (p.steps.find(s => s.id === rating)?.short ?? rating) + unit(p);
const onScale = (p, rating) => p.measure ? rating.trim() !== '' && isFinite(rating) : p.steps.some(s => s.id === rating);
/** Points from 0 to 1, as the engine computes them. */
function pointsOf(p, rating) {
  if (!p.measure) return p.steps.find(s => s.id === rating)?.points;
  const {best, worst} = p.measure;
  return Math.min(Math.max((rating - worst) / (best - worst), 0), 1);
}
/** Where a rating stands on its scale, to say the lowest and the highest of several. */
const rank = (p, rating) => p.measure ? Number(rating) : p.steps.findIndex(s => s.id === rating);

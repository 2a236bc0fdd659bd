// The file: .cxratings.json, made as often as one likes, and opened again.
async function makeFile() {
  await flush();
  astray.clear();
  for (const r of all(x => x)) if (excess(r.body).length || (isPhoto(r.id) && !r.body.gone && !await blobOf(r.id))) astray.add(r.id);
  const inside = all(r => !astray.has(r.id)), answers = inside.filter(r => !isPhoto(r.id)), photos = inside.filter(r => isPhoto(r.id));
  const order = [...practices.keys()];
  const place = id => order.includes(id) ? order.indexOf(id) : 1e9;
  answers.sort((a, b) => place(a.id) - place(b.id));
  const block = (shape, list) => Object.fromEntries(list.map(r => [r.id, shape(r.id)]).filter(([, x]) => Object.keys(x).length));
  const known = answers.filter(r => practices.has(r.id)), {id, version, sha256} = page.checklist;
  const head = {cxaudit: 'ratings/1', audit: page.audit.id, auditor: me.id, checklist: {id, version, sha256}, saved: iso(Date.now()),
    ratings: block(toRating, known), drafts: block(toDraft, known), kept: block(toRating, answers.filter(r => !practices.has(r.id))),
    revisions: Object.fromEntries([...answers, ...photos].map(r => [r.id, stamp(r)]))};
  const parts = [JSON.stringify(head, null, 1).slice(0, -2), ',\n "photos": {'];
  let comma = '';
  for (const r of photos) {   // pieces, so that fifty photos never become one string
    const blob = r.body.gone ? null : await blobOf(r.id);
    const url = blob && await new Promise(ok => { const f = new FileReader(); f.onload = () => ok(f.result); f.readAsDataURL(blob); });
    const about = JSON.stringify({id: r.id, ...r.body, type: 'image/jpeg', ...stamp(r)}).slice(0, -1);
    parts.push(comma + '\n  ' + JSON.stringify(fileOf(r)) + ': ', about,
      ',"data":', url ? JSON.stringify(url.slice(url.indexOf(',') + 1)) : 'null', '}');
    comma = ',';
  }
  parts.push('\n }\n}\n');
  return {blob: new Blob(parts, {type: 'application/json'}), marks: [...answers, ...photos].map(r => [r.id, r.rev])};
}
async function saveFile() {
  const {blob, marks} = await makeFile();
  const name = `${page.audit.id}.${me.id}.${iso(Date.now()).slice(0, 16).replace(/:/g, '')}.cxratings.json`;
  const a = h('a', {href: URL.createObjectURL(blob), download: name});
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  for (const [id, rev] of marks) { records.set(id, {...records.get(id), filed: rev}); unstored.add(id); }
  filedAt = Date.now();
  remember(key('~filed'), filedAt);
  await flush();
  snack(w('file_made', {name}) + (astray.size ? ' ' + w('file_astray', {n: astray.size}) : ''));
}
/** The records and photos of a saved file; throws where it is none. */
function readFile(x) {
  const found = [], pictures = [];
  const take = (id, m, body) => {
    const rev = Math.min(Math.max(1, Math.floor(m.rev) || 1), 1e9);
    found.push({id, rev, device: String(m.device), at: Date.parse(m.at) || 0, sent: 0, filed: rev, body: whole(id, body)});
  };
  for (const [id, m] of Object.entries(x.revisions)) if (!isPhoto(id)) take(id, m, fromFile(x.ratings[id] || x.kept?.[id], x.drafts?.[id]));
  for (const p of Object.values(x.photos)) {
    if (!/^photo:[0-9a-f]{16}$/.test(p.id)) throw 0;
    if (p.data && !p.gone) pictures.push([p.id, Uint8Array.from(atob(p.data), c => c.charCodeAt(0)).buffer]);
    take(p.id, p, p);
  }
  return {found, pictures};
}
$('#open').addEventListener('change', async e => {
  const f = e.target.files[0];
  let inside;
  try {   // all of the file or nothing of it
    const x = JSON.parse(await f.text());
    if (x.cxaudit !== 'ratings/1') throw 0;
    if (x.audit !== page.audit.id) return snack(w('load_audit', {name: String(x.audit)}));
    if (x.auditor !== me.id) return snack(w('load_who', {name: String(x.auditor)}));
    inside = readFile(x);
  } catch (err) { return snack(w('load_bad')); } finally { e.target.value = ''; }
  inside.pictures.forEach(([id, buffer]) => bytes.set(id, buffer));
  inside.found.forEach(r => unstored.add(r.id));
  const n = adoptAll(inside.found, false);
  await flush();
  route();
  snack(n ? w('load_ok', {n}) : w('load_same'));
});
function wipe() {
  const open = server ? unsent().length : unfiled().length;
  question(w('wipe_title'), w('wipe_text', {name: me.name}) + (open ? ' ' + w('wipe_lost', {n: open}) : ''), w('wipe'), async () => {
    dirty.clear();
    unstored.clear();
    await tx('readwrite', s => {
      for (const x of ['records', 'blobs', 'meta']) s(x).delete(mine());
      s('meta').delete([page.audit.id, '~me']);
      if (server) s('meta').delete(JOIN);
    }).catch(() => {});
    records.clear();
    session.set(page.audit.id, '');
    session.set('join', '');
    me.id = '';
    location.hash = '#/start';
    startScreen();
  });
}

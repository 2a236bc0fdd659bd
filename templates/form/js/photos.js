// Photos are shrunk here, before they are stored or sent. Each is a record of its own that names its practice.
let photoFor = '';
async function shrink(file) {
  const url = URL.createObjectURL(file), img = new Image();
  try {
    // <img> turns by EXIF and, in Safari, reads HEIC
    await new Promise((ok, no) => { img.onload = ok; img.onerror = no; img.src = url; });
    const {naturalWidth: x, naturalHeight: y} = img;
    if (!x || !y || x * y > 2e8) throw Error('size');
    const k = Math.min(1, 1600 / Math.max(x, y)), size = {width: Math.max(1, Math.round(x * k)), height: Math.max(1, Math.round(y * k))};
    const c = h('canvas', size), g = c.getContext('2d', {alpha: false});
    g.fillStyle = '#fff';
    g.fillRect(0, 0, c.width, c.height);
    g.imageSmoothingQuality = 'high';
    g.drawImage(img, 0, 0, c.width, c.height);
    const blob = await new Promise(ok => c.toBlob(ok, 'image/jpeg', .82));
    c.width = c.height = 0;   // iOS keeps canvas memory otherwise
    return {size, buffer: await blob.arrayBuffer()};   // bytes, not a Blob: WebKit has lost Blobs in IndexedDB
  } finally { URL.revokeObjectURL(url); }
}
async function addPhotos(id, files) {
  for (const file of files) {   // one after the other: two 48-megapixel pictures do not fit in a phone
    say(w('shrinking'));
    try {
      const {buffer, size} = await shrink(file), pid = 'photo:' + random(8), now = Date.now();
      const taken = file.lastModified ? iso(file.lastModified) : null;
      const body = {practice: id, caption: '', name: plain(file.name.slice(0, 200)), taken, added: iso(now, 23), ...size};
      records.set(pid, {id: pid, rev: 1, device: self, at: now, sent: 0, filed: 0, body});
      bytes.set(pid, buffer);
      dirty.add(pid);
      await flush();
      paint(id);
      say(w('photo_in'));
    } catch (e) { snack(w('photo_bad', {name: file.name})); }
  }
}
function choosePhotos(id, from) {
  photoFor = id;
  $(from).value = '';
  $(from).click();
}
['#cam', '#pick'].forEach(q => $(q).addEventListener('change', e => addPhotos(photoFor, [...e.target.files])));
// pictures dropped or pasted on a card; dropped beside it, they must not replace the page
addEventListener('dragover', e => e.preventDefault());
for (const kind of ['drop', 'paste']) addEventListener(kind, e => {
  const el = e.target.closest?.('.card'), files = [...(e.dataTransfer || e.clipboardData).files];
  if (kind === 'drop' || files.length) e.preventDefault();
  if (el && files.length) addPhotos(el.dataset.practice, files);
});

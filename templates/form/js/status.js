// The status line: where the answers are. It changes only when it is true, and is spoken when its kind changes.
let spoken = '', slow, filedAt = 0;
/** [kind, look, picture, values] of the line; kind '' = leave it as it is. */
function statusNow(late) {
  const wait = server ? unsent().length : 0, safe = server && (!wait || !offline);
  if (denied) return ['st_join', 'bad', 'warn', {n: wait}];
  if (blocked) return ['st_blocked', 'bad', 'warn', {why: blocked}];
  if (refused.size) return ['st_refused', 'bad', 'warn', {n: refused.size}];
  if (storage !== 'ok' && !safe) return ['st_none', 'bad', 'warn'];
  if (!records.size) return ['st_new', '', 'device'];
  if (offline && wait) return [trouble ? 'st_trouble' : 'st_queue', 'warn', 'device', {n: wait, why: trouble}];
  if (dirty.size || wait) {   // under way: the line changes only when it takes long enough to be seen
    if (late === true) return ['st_saving', '', 'device'];
    slow = slow || setTimeout(() => { slow = 0; paintStatus(true); }, 300);
    return [''];
  }
  if (server) return ['st_server', 'good', 'server', {time: when(sentAt || storedAt)}];
  return [unfiled().length ? 'st_only' : 'st_device', 'good', 'check', {time: when(storedAt)}];
}
function paintStatus(late) {
  if (!me.id) return;
  const line = $('#status'), wait = server ? unsent().length : 0, [kind, look, pic, values] = statusNow(late);
  const text = kind && w(kind, values);
  if (kind && (line.textContent !== text || line.className !== look)) {
    line.className = look;
    line.dataset.kind = kind.slice(3);
    line.replaceChildren(icon(pic), h('span', {}, text));
  }
  const sending = server && !offline ? unsent().filter(r => !refused.has(r.id)).length : 0;
  line.dataset.busy = dirty.size + !!flushing + sending;   // how much is under way
  if (kind && kind !== spoken && kind !== 'st_saving') { if (spoken) say(text); spoken = kind; }
  const act = $('#act'), job = denied ? 'code' : !server ? 'file' : (offline || refused.size) && wait ? 'send' : '';
  act.hidden = !job;
  if (act.dataset.job !== job) {
    act.dataset.job = job;
    act.replaceChildren(icon(job === 'file' ? 'file' : 'server'), w(job || 'file'));
  }
  act.classList.toggle('due', job === 'file' && unfiled().length > 0);
  $('#fileline')?.replaceChildren(fileLine());
  $('#serverline')?.replaceChildren(serverLine());
}
function fileLine() {
  const n = unfiled().length;
  return (filedAt ? w('file_done', {time: when(filedAt)}) : w('file_none')) + (filedAt && n ? ' ' + w('file_more', {n}) : '');
}
function serverLine() {
  const n = unsent().length;
  return w(n ? 'server_wait' : 'server_all', {n});
}

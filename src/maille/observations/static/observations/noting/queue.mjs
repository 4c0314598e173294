/** What waits in this phone: identifiers, canonical content, and the rows that hold them. */

const DATABASE = "maille-noting";
const WAITING = "waiting";
const SENT = "sent";
const LEASE = "lease";
const SENT_KEPT = 30;
const LEASE_MS = 120_000;
const HELD_MS = 15 * 60_000;
const LAST_SEQUENCE = 0xfff;

let lastMoment = 0;
let lastSequence = 0;

/** Give a UUIDv7 greater than all those of this page, even when the clock goes back. */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const moment = Math.max(now, 0);
  if (moment > lastMoment) {
    lastMoment = moment;
    lastSequence = ((bytes[6] & 0x07) << 8) | bytes[7];
  } else if (lastSequence < LAST_SEQUENCE) {
    lastSequence += 1;
  } else {
    lastMoment += 1;
    lastSequence = 0;
  }
  for (let place = 0, rest = lastMoment; place < 6; place += 1) {
    bytes[5 - place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (lastSequence >> 8);
  bytes[7] = lastSequence & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Write a value the one way that its fingerprint is taken of: keys sorted, no space. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(",")}}`;
}

/** Give the SHA-256 of a text in UTF-8, in hexadecimal. */
export async function fingerprint(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Two things said of the same occasion are two rows: the team chooses, the phone loses neither. */
function localKey(...parts) {
  return parts.join(" ");
}

/** Make the row of a note: its content is kept as the very text that will be sent. */
export async function makeNote(place, content, savedAt) {
  const text = canonical(content);
  const sha256 = await fingerprint(text);
  const local = localKey(place, content.id, sha256);
  return { local, id: content.id, place, text, sha256, savedAt, held: 0 };
}

/** Write a note as it travels: its content, and when the phone says that it was kept. */
export function wire(note) {
  const claimed = JSON.stringify(new Date(note.savedAt).toISOString());
  return `{"noted_at":${claimed},${note.text.slice(1)}`;
}

let opening = null;

function opened() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(WAITING, { keyPath: "local" });
      request.result.createObjectStore(SENT, { keyPath: "local" });
      request.result.createObjectStore(LEASE, { keyPath: "name" });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = forget;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      resolve(database);
    };
  });
  opening.catch(forget);
  return opening;
}

function forget() {
  opening = null;
}

/** Run some requests in one transaction; what it gives is there once it is on the disk. */
async function within(stores, mode, work) {
  const database = await opened();
  return new Promise((resolve, reject) => {
    let result;
    const give = (value) => {
      result = value;
    };
    let transaction;
    try {
      transaction = database.transaction(stores, mode, { durability: "strict" });
    } catch (error) {
      forget(); // old phones close the database behind our back
      throw error;
    }
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error);
    work((name) => transaction.objectStore(name), give);
  });
}

/** Keep a note until its receipt comes. */
export async function keep(note) {
  await within(WAITING, "readwrite", (store) => store(WAITING).put(note));
  tellOthers();
}

/** Give the notes that wait, the oldest first. */
export function waiting() {
  return within(WAITING, "readonly", (store, give) => {
    store(WAITING).getAll().onsuccess = (event) => {
      give(event.target.result.sort((one, other) => one.savedAt - other.savedAt));
    };
  });
}

/** Give what was received lately, the latest first. */
export async function sentLately() {
  const rows = await within(SENT, "readonly", (store, give) => {
    store(SENT).getAll().onsuccess = (event) => give(event.target.result);
  });
  return rows.sort((one, other) => other.savedAt - one.savedAt);
}

/** Say whether somebody is writing this note again, so that it must not leave. */
export function isHeld(note, now = Date.now()) {
  return Math.abs(now - note.held) < HELD_MS;
}

/** Change a waiting note where it stands; say whether it was still there. */
export async function change(local, changed) {
  const there = await within(WAITING, "readwrite", (store, give) => {
    store(WAITING).get(local).onsuccess = (event) => {
      const found = event.target.result;
      give(Boolean(found));
      if (!found) return;
      store(WAITING).delete(local);
      store(WAITING).put({ ...found, ...changed });
    };
  });
  tellOthers();
  return there;
}

/** Take a note out before it leaves. */
export async function discard(local) {
  await within(WAITING, "readwrite", (store) => store(WAITING).delete(local));
  tellOthers();
}

/** Let go of the notes whose receipt carries their very fingerprint and a sequence number. */
export async function settle(place, receipts) {
  const settled = await within([WAITING, SENT], "readwrite", (store, give) => {
    const gone = [];
    give(gone);
    for (const receipt of receipts) {
      if (!Number.isInteger(receipt.sequence)) continue;
      store(WAITING).get(localKey(place, receipt.id, receipt.sha256)).onsuccess = (event) => {
        const note = event.target.result;
        if (!note) return;
        store(WAITING).delete(note.local);
        store(SENT).put(sentRow(note, receipt));
        gone.push(receipt);
      };
    }
  });
  await forgetOld();
  tellOthers();
  return settled;
}

/** Give what the phone remembers of a note that has left: figures, never words. */
function sentRow(note, receipt) {
  const { kind, on, at, people, people_high, counted } = JSON.parse(note.text);
  const { local, id, place, savedAt } = note;
  const content = { kind, on, at, people, people_high, counted };
  return { local, id, place, savedAt, content, status: receipt.status, sequence: receipt.sequence };
}

async function forgetOld() {
  const old = (await sentLately()).slice(SENT_KEPT);
  if (old.length === 0) return;
  await within(SENT, "readwrite", (store) => old.forEach((row) => store(SENT).delete(row.local)));
}

/** Run some work in one tab at a time; give `undefined` at once when another one is at it. */
export function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request(DATABASE, { ifAvailable: true }, (lock) =>
      lock ? work(async () => true) : undefined,
    );
  }
  return underLease(work);
}

/** Do the same with a row of the database, for browsers without locks. */
async function underLease(work) {
  const owner = newId();
  const renew = () =>
    within(LEASE, "readwrite", (store, give) => {
      store(LEASE).get("sending").onsuccess = (event) => {
        const held = event.target.result;
        const free = !held || held.owner === owner || Math.abs(Date.now() - held.at) > LEASE_MS;
        give(free);
        if (free) store(LEASE).put({ name: "sending", owner, at: Date.now() });
      };
    });
  if (!(await renew())) return undefined;
  try {
    return await work(renew);
  } finally {
    await within(LEASE, "readwrite", (store) => store(LEASE).delete("sending"));
  }
}

const CHANGED = `${DATABASE}-changed`;

function tellOthers() {
  remember(CHANGED, String(Math.random()));
}

/** Call back when another tab has changed what waits. */
export function onChangeElsewhere(callback) {
  addEventListener("storage", (event) => event.key === CHANGED && callback());
}

/** Keep a small thing that may be lost: the place chosen, the last way of counting. */
export function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A full or closed storage only forgets a preference.
  }
}

/** Give back a small thing, if it is still there. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Sending what waits: by place, by batches, nothing forgotten without its receipt. */

import { alone, isHeld, settle, waiting, wire } from "./queue.mjs";

const BATCH = 200;
const BATCH_CHARACTERS = 1_200_000; // well under what the server reads, even in three-byte letters
const STATE_MS = 20_000;
const BATCH_MS = 90_000;

/** Why a round of sending stopped. */
export const OUTCOMES = Object.freeze({
  done: "done",
  offline: "offline",
  signedOut: "signed-out",
  notYours: "not-yours",
  full: "full",
  later: "later",
  odd: "odd",
});

const INDIGESTIBLE = new Set([400, 413, 422]);

async function asked(address, options, milliseconds) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), milliseconds);
  try {
    return await fetch(address, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: patience.signal,
      ...options,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Ask who is signed in, for which places, and for the token of this very moment. */
export async function readState(address) {
  const answer = await asked(address, {}, STATE_MS);
  if (!answer.ok) throw new Error(`state ${answer.status}`);
  const state = await answer.json();
  if (!Array.isArray(state.places)) throw new Error("this is not our server");
  return state;
}

/** Send all that may leave; give how it ended, the state read on the way, and the receipts. */
export async function sendAll(stateAddress, onState) {
  return alone(async (renew) => {
    let state;
    try {
      state = await readState(stateAddress);
    } catch {
      return { outcome: unreached(), receipts: [] };
    }
    onState(state);
    return sendEach(state, renew);
  });
}

async function sendEach(state, renew) {
  const round = { csrf: state.csrf, receipts: [], renew };
  const { receipts } = round;
  let outcome = OUTCOMES.done;
  const notes = (await waiting()).filter((note) => !isHeld(note));
  if (notes.length > 0 && !state.signed_in) return { outcome: OUTCOMES.signedOut, receipts };
  for (const [slug, ofPlace] of byPlace(notes)) {
    const place = state.places.find((known) => known.slug === slug);
    outcome = worse(outcome, place ? await sendPlace(round, place, ofPlace) : OUTCOMES.notYours);
    if (stops(outcome)) break;
  }
  return { outcome, receipts };
}

function byPlace(notes) {
  const places = new Map();
  for (const note of notes) {
    if (!places.has(note.place)) places.set(note.place, []);
    places.get(note.place).push(note);
  }
  return places;
}

/** Cut a list into batches that the server takes in one bite. */
function* batches(notes) {
  let batch = [];
  let characters = 0;
  for (const note of notes) {
    const tooMuch = batch.length >= BATCH || characters + note.text.length > BATCH_CHARACTERS;
    if (batch.length > 0 && tooMuch) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(note);
    characters += note.text.length;
  }
  if (batch.length > 0) yield batch;
}

async function sendPlace(round, place, notes) {
  let outcome = OUTCOMES.done;
  for (const batch of batches(notes)) {
    outcome = worse(outcome, await sendBatch(round, place, batch));
    if (stops(outcome)) return outcome;
  }
  return outcome;
}

/** Send a batch; one that the server cannot take whole is cut in two, so that no note holds up others. */
async function sendBatch(round, place, batch) {
  if (!(await round.renew())) return OUTCOMES.later;
  let answer;
  try {
    answer = await post(place.api, batch, round.csrf);
  } catch {
    return unreached();
  }
  if (answer.status === 200) return settleBatch(round, place, batch, await receiptsOf(answer));
  if (!INDIGESTIBLE.has(answer.status)) return refusal(answer.status);
  if (batch.length === 1) return OUTCOMES.odd;
  const half = Math.ceil(batch.length / 2);
  const first = await sendBatch(round, place, batch.slice(0, half));
  return stops(first) ? first : worse(first, await sendBatch(round, place, batch.slice(half)));
}

async function settleBatch(round, place, batch, given) {
  if (given === null) return OUTCOMES.later;
  const settled = await settle(place.slug, given);
  round.receipts.push(...settled);
  return settled.length < batch.length ? OUTCOMES.odd : OUTCOMES.done;
}

function post(address, batch, csrf) {
  const observations = batch.map(wire).join(",");
  const sentAt = JSON.stringify(new Date().toISOString());
  const body = `{"sent_at":${sentAt},"observations":[${observations}]}`;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  return asked(address, { method: "POST", headers, body }, BATCH_MS);
}

function unreached() {
  return navigator.onLine ? OUTCOMES.later : OUTCOMES.offline;
}

/** Say whether it is no use to go on with the next batch. */
function stops(outcome) {
  return ![OUTCOMES.done, OUTCOMES.notYours, OUTCOMES.odd].includes(outcome);
}

function worse(one, other) {
  return other === OUTCOMES.done ? one : other;
}

/** Read the receipts; what is not a list of them is no answer of ours. */
async function receiptsOf(answer) {
  try {
    const { receipts } = await answer.json();
    return Array.isArray(receipts) ? receipts : null;
  } catch {
    return null;
  }
}

function refusal(status) {
  if (status === 401 || status === 403) return OUTCOMES.signedOut;
  if (status === 404) return OUTCOMES.notYours;
  return status === 507 ? OUTCOMES.full : OUTCOMES.later;
}

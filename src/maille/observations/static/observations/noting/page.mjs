/** The page where one notes: what is typed is kept in the phone first, then sent when it can be. */

import { check, clearForm, dayOf, fillForm, prefill, readForm, setUpKeypad, timeOf } from "./form.mjs";
import * as queue from "./queue.mjs";
import { OUTCOMES, sendAll } from "./sending.mjs";
import { language, showClock, showErrors, showKept, showOccasions, showQueue, word } from "./showing.mjs";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 10 * 60_000;
const CLOCK_WRONG = 12 * 3_600_000;
const REMEMBERED = {
  state: "maille-noting-state",
  place: "maille-noting-place",
  how: "maille-noting-how",
  editing: "maille-noting-editing",
};

const form = document.getElementById("note");
const panel = document.getElementById("queue");
const addresses = panel.dataset;

let state = queue.recall(REMEMBERED.state) || { places: [], signed_in: false };
let offset = 0; // how far the clock of the phone is behind the server's
let outcome = OUTCOMES.done;
let notice = "";
let editing = null;
let announced = [];
let noted = new Map(); // what this phone has noted lately, by identifier
let wait = FIRST_WAIT;
let retry = 0;
let sending = null;

const now = () => new Date(Date.now() + (Math.abs(offset) > CLOCK_WRONG ? offset : 0));

/* The form */

function currentPlace() {
  return form.elements.place.value;
}

function setUpPlaces() {
  const select = form.elements.place;
  const wanted = new URLSearchParams(location.search).get("lieu");
  const chosen = select.value || wanted || queue.recall(REMEMBERED.place);
  const places = state.places;
  select.replaceChildren(...places.map(({ slug, name }) => new Option(name, slug)));
  const known = places.find(({ slug }) => slug === chosen) || places[0];
  if (known) select.value = known.slug;
  document.getElementById("choose-place").hidden = places.length < 2;
  document.getElementById("no-place").hidden = places.length > 0 || !state.signed_in;
  form.hidden = places.length === 0;
  showPlace();
}

function showPlace() {
  const place = state.places.find(({ slug }) => slug === currentPlace());
  document.getElementById("place-name").textContent = place ? place.name : "";
  const item = document.getElementById("to-list");
  const link = item.querySelector("a");
  item.hidden = !place;
  if (place) link.href = link.dataset.address.replace("SLUG", place.slug);
  if (place) queue.remember(REMEMBERED.place, place.slug);
  showProgramme(place);
}

/** Propose what is announced for the day of the form; a note being changed keeps its own. */
function showProgramme(place) {
  const day = form.elements.on.value;
  announced = ((place && place.occasions) || []).filter(({ on }) => on === day);
  const own = editing && JSON.parse(editing.text);
  if (own && own.occasion && !announced.some(({ id }) => id === own.id)) {
    announced.unshift({ id: own.id, occasion: own.occasion, title: word("this-occasion"), content: {} });
  }
  showOccasions(form, announced, noted);
}

function onFormChange(event) {
  const { name, value } = event.target;
  if (name === "occasion") chooseOccasion(value);
  if (name === "kind") check(form, "occasion", "");
  if (name === "place" || name === "on") showPlace();
  if (name === "how") queue.remember(REMEMBERED.how, value);
  refreshForm();
}

/** Fill in what is known of an announced occasion; one that waits in the phone is opened again. */
function chooseOccasion(id) {
  const { note } = noted.get(id) || {};
  if (note && !editing) {
    edit(note);
    return;
  }
  const chosen = announced.find((one) => one.id === id);
  if (chosen) prefill(form, { ...chosen.content, kind: "occasion" });
}

function refreshForm() {
  const { content } = readForm(form);
  document.getElementById("high").hidden = form.elements.how.value !== "between";
  document.getElementById("words-heard").hidden = content.kind !== "testimony" && !content.note;
  const more = document.getElementById("more");
  if (content.kind === "testimony" && !content.note) more.open = true;
  const kind = form.querySelector('input[name="kind"]:checked');
  if (kind && kind.closest("details")) kind.closest("details").open = true;
  const parts = [kind ? kind.dataset.name : "", peopleWords(content), dayWords(content.on)];
  document.getElementById("summary").textContent = parts.filter(Boolean).join(", ");
}

function peopleWords({ people, people_high: high, counted }) {
  if (people === undefined) return "";
  if (high !== undefined) return word("people-between", { n: people, m: high });
  return word(counted ? "people-counted" : "people-about", { n: people }, people);
}

function dayWords(on) {
  if (!on) return "";
  if (on === dayOf(now())) return word("today");
  return new Date(`${on}T12:00`).toLocaleDateString(language, { dateStyle: "long" });
}

async function onSave(event) {
  event.preventDefault();
  const { content, wrong } = readForm(form);
  showErrors(form, wrong);
  if (wrong.length > 0) return;
  content.id ||= editing && !JSON.parse(editing.text).occasion ? editing.id : queue.newId();
  if (!editing && !content.at && content.on === dayOf(now())) content.at = timeOf(now());
  try {
    const kept = await (editing ? keepChange(content) : keepNew(content));
    if (!kept) return;
  } catch (error) {
    const full = error && error.name === "QuotaExceededError";
    showErrors(form, [{ field: "save", word: full ? "no-room" : "no-storage" }]);
    return;
  }
  stopEditing();
  await refresh();
  send();
}

async function keepNew(content) {
  await queue.keep(await queue.makeNote(currentPlace(), content, Date.now()));
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  notice = word("kept");
  return true;
}

async function keepChange(content) {
  const note = await queue.makeNote(currentPlace(), content, editing.savedAt);
  const there = await queue.change(editing.local, note);
  if (there) notice = word("changed");
  else showErrors(form, [{ field: "save", word: "gone" }]);
  return there;
}

/* What waits, and what was sent */

async function edit(note) {
  if (!(await queue.change(note.local, { held: Date.now() }))) return refresh();
  editing = note;
  rememberEditing(note.local);
  const content = JSON.parse(note.text);
  form.elements.place.value = note.place;
  form.elements.on.value = content.on;
  showPlace();
  fillForm(form, content);
  document.getElementById("more").open = true;
  nameButtons("save-change", false);
  refreshForm();
  form.scrollIntoView();
  form.elements.people.focus({ preventScroll: true });
  return refresh();
}

function stopEditing() {
  if (editing) queue.change(editing.local, { held: 0 }).then(refresh);
  editing = null;
  rememberEditing("");
  clearForm(form, dayOf(now()));
  document.getElementById("more").open = false;
  document.getElementById("other-kinds").open = false;
  nameButtons("save", true);
  showErrors(form, []);
  refreshForm();
}

/** Let a page that is loaded again give back the note that it was changing. */
function rememberEditing(local) {
  try {
    sessionStorage.setItem(REMEMBERED.editing, local);
  } catch {
    // The note then waits a quarter of an hour before it leaves.
  }
}

async function giveBackEdited() {
  const local = globalThis.sessionStorage?.getItem(REMEMBERED.editing);
  if (local) await queue.change(local, { held: 0 });
  rememberEditing("");
}

function nameButtons(name, hidden) {
  document.getElementById("save").textContent = word(name);
  document.getElementById("stop-editing").hidden = hidden;
}

async function remove(note) {
  await queue.discard(note.local);
  await refresh();
  form.elements.people.focus({ preventScroll: true });
}

async function refresh() {
  const [waiting, sent] = await Promise.all([queue.waiting(), queue.sentLately()]);
  const stranger = state.places.length === 0 && !state.signed_in;
  showQueue({ count: waiting.length, outcome, notice, stranger, signIn: signInAddress() });
  noted = new Map(sent.map((row) => [row.id, { content: row.content }]));
  for (const note of waiting) noted.set(note.id, { content: JSON.parse(note.text), note });
  showPlace();
  const names = new Map(state.places.map(({ slug, name }) => [slug, name]));
  showKept({ waiting, sent, names, peopleWords, dayWords, edit, remove });
}

function signInAddress() {
  return `${addresses.signIn}?next=${encodeURIComponent(addresses.home)}`;
}

/** Give each place a file of what waits for it, in the shape that an import reads. */
async function exportAll() {
  const notes = await queue.waiting();
  for (const place of new Set(notes.map((note) => note.place))) {
    const lines = notes.filter((note) => note.place === place).map((note) => `${queue.wire(note)}\n`);
    const file = new Blob(lines, { type: "application/x-ndjson" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `notes-${place}-${dayOf(new Date())}.jsonl`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

/* Sending */

/** Send what waits, one round at a time; when it cannot be, try again later and later. */
function send() {
  clearTimeout(retry);
  sending ??= sendAll(addresses.state, onState)
    .then(onRound, () => onRound({ outcome: OUTCOMES.later, receipts: [] }))
    .finally(() => {
      sending = null;
    });
  return sending;
}

async function onRound(round) {
  if (round) {
    outcome = round.outcome;
    const aside = round.receipts.filter(({ status }) => status === "quarantined").length;
    if (aside > 0) notice = word("set-aside", { n: aside }, aside);
  }
  await refresh();
  const left = (await queue.waiting()).length;
  if (round && outcome === OUTCOMES.done && left === 0) {
    wait = FIRST_WAIT;
    return;
  }
  retry = setTimeout(send, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

/** Remember whose places these are, and how far the clock of the phone is. */
function onState(read) {
  offset = Date.parse(read.now) - Date.now();
  if (Math.abs(offset) > CLOCK_WRONG) notice = word("clock");
  if (!read.signed_in) {
    state = { ...state, signed_in: false };
    return;
  }
  state = { places: read.places, signed_in: true };
  queue.remember(REMEMBERED.state, state);
  const untouched = !editing && form.elements.on.value === form.elements.on.dataset.day;
  setUpPlaces();
  if (untouched) setDay();
  refreshForm();
}

function setDay() {
  const day = dayOf(now());
  form.elements.on.value = day;
  form.elements.on.dataset.day = day;
  showClock(now());
}

function wakeUp() {
  if (document.visibilityState !== "visible") return;
  wait = FIRST_WAIT;
  if (!editing && form.elements.on.value === form.elements.on.dataset.day) setDay();
  refresh();
  send();
}

async function start() {
  panel.hidden = false;
  setUpPlaces();
  setUpKeypad(form, document.getElementById("keypad"), refreshForm);
  check(form, "how", queue.recall(REMEMBERED.how) || "counted");
  if (!form.elements.kind.value) check(form, "kind", "presence");
  setDay();
  refreshForm();
  form.addEventListener("submit", onSave);
  form.addEventListener("change", onFormChange);
  form.addEventListener("input", refreshForm);
  document.getElementById("stop-editing").addEventListener("click", stopEditing);
  document.getElementById("export").addEventListener("click", exportAll);
  addEventListener("online", wakeUp);
  addEventListener("offline", wakeUp);
  addEventListener("pageshow", wakeUp);
  document.addEventListener("visibilitychange", wakeUp);
  queue.onChangeElsewhere(refresh);
  navigator.serviceWorker?.register(addresses.worker, { scope: addresses.home }).catch(() => {});
  await giveBackEdited();
  await refresh();
}

// Without a database or a way to take fingerprints, the plain form of the server remains.
if (form && globalThis.indexedDB && globalThis.crypto?.subtle) {
  start().then(send);
}

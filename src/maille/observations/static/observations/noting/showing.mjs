/** Writing on the page: words in its language, the queue, the notes, what is to be mended. */

import { isHeld } from "./queue.mjs";

const { lang } = document.documentElement;
export const language = lang === "en" ? "en-GB" : lang;
const plurals = new Intl.PluralRules(language);

/** Give words of the page, singular or plural by `count`, with their numbers written in. */
export function word(name, values = {}, count = undefined) {
  const form = count === undefined ? name : `${name}.${plurals.select(count) === "one" ? "one" : "other"}`;
  const template = document.querySelector(`template[data-word="${form}"]`);
  const text = template ? template.content.textContent : "";
  return text.replace(/\{(\w)\}/g, (_all, key) =>
    typeof values[key] === "number" ? values[key].toLocaleString(language) : values[key],
  );
}

/** Write 18:05 as the language of the page does. */
function hour(text) {
  return text && language.startsWith("fr") ? text.replace(":", "\u00a0h\u00a0") : text;
}

/** Write the day under the title. */
export function showClock(moment) {
  const clock = document.getElementById("clock");
  clock.textContent = moment.toLocaleDateString(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  clock.dateTime = moment.toISOString().slice(0, 10);
}

/** Say how many notes wait, why, and what can be done. */
export function showQueue({ count, outcome, notice, stranger, signIn }) {
  const offline = !navigator.onLine;
  const counted = count > 0 ? word("waiting", { n: count }, count) : "";
  const why = offline ? "offline" : outcome;
  const rest = count > 0 ? word(why) : word(offline ? "offline-empty" : "all-sent");
  write("queue-count", counted);
  write("queue-words", [notice, rest].filter(Boolean).join(" "));
  document.getElementById("queue-loops").toggleAttribute("hidden", count === 0);
  document.getElementById("export").hidden = count === 0;
  const link = document.getElementById("queue-sign-in");
  link.hidden = !stranger && (outcome !== "signed-out" || count === 0);
  link.href = signIn;
}

/** Replace what a list holds, unless it says the same: a finger or a focus may rest on it. */
function renew(list, rows) {
  const written = rows.map((row) => row.outerHTML).join("");
  if (list.innerHTML !== written) list.replaceChildren(...rows);
}

function write(id, text) {
  const element = document.getElementById(id);
  if (element.textContent !== text) element.textContent = text;
}

/** List the occasions announced for a day, those noted from this phone with their number. */
export function showOccasions(form, occasions, noted) {
  const ticked = form.querySelector('input[name="occasion"]:checked');
  const list = document.getElementById("programme-list");
  const none = document.getElementById("programme-none");
  none.hidden = true; // tapping a kind says the same
  renew(list, [...occasions.map((one) => occasionChoice(one, noted.get(one.id))), none]);
  document.getElementById("programme").hidden = occasions.length === 0;
  for (const radio of list.querySelectorAll("input")) {
    radio.checked = radio.value === (ticked ? ticked.value : "");
  }
}

function occasionChoice({ id, occasion, title, content }, noted) {
  const radio = document.createElement("input");
  Object.assign(radio, { type: "radio", name: "occasion", value: id });
  radio.dataset.occasion = occasion;
  const detail = document.createElement("small");
  const already = noted && word("already", { n: noted.content.people ?? "?" });
  detail.textContent = [hour(content.at), content.space, already].filter(Boolean).join(", ");
  const text = document.createElement("span");
  text.append(title, detail);
  const label = document.createElement("label");
  label.className = "choice";
  label.append(radio, text);
  return label;
}

/** Say beside each field what is to be mended, and go to the first. */
export function showErrors(form, wrong) {
  for (const old of form.querySelectorAll(".error-list[data-said]")) {
    old.parentElement.classList.remove("wrong");
    old.remove();
  }
  for (const described of form.querySelectorAll("[aria-invalid]")) {
    described.removeAttribute("aria-invalid");
    described.removeAttribute("aria-errormessage");
  }
  wrong.forEach(showError);
  const first = wrong.length > 0 && document.getElementById(fieldId(wrong[0].field));
  if (!first) return;
  const folded = first.closest("details");
  if (folded) folded.open = true;
  (first.matches("input, select, textarea, button") ? first : first.querySelector("input")).focus();
}

function fieldId(field) {
  return field === "save" ? "save" : `id_${field}`;
}

function showError({ field, word: name, values }) {
  const element = document.getElementById(fieldId(field));
  const around = element.closest(".field, fieldset, .bar");
  const text = document.createElement("p");
  text.className = "error-list";
  text.dataset.said = "";
  text.id = `${fieldId(field)}_said`;
  text.setAttribute("role", "alert");
  text.textContent = word(name, values);
  around.classList.add("wrong");
  if (around.matches(".bar")) around.prepend(text);
  else around.insertBefore(text, element.closest(".stepper, .choices") || element);
  element.setAttribute("aria-invalid", "true");
  element.setAttribute("aria-errormessage", text.id);
}

/** List what this phone holds: what waits can still be changed, what was received has its number. */
export function showKept({ waiting, sent, names, ...tools }) {
  const several = names.size > 1;
  const rows = [...waiting].reverse().map((note) => waitingRow(note, several && names, tools));
  rows.push(...sent.slice(0, 12).map((row) => sentRow(row, several && names, tools)));
  renew(document.getElementById("kept-list"), rows);
  document.getElementById("kept").hidden = rows.length === 0;
}

function line(savedAt, content, place, { peopleWords, dayWords }) {
  const row = document.createElement("li");
  const time = document.createElement("time");
  const saved = new Date(savedAt);
  time.dateTime = saved.toISOString();
  time.textContent = hour(saved.toTimeString().slice(0, 5));
  const text = document.createElement("span");
  const kind = document.querySelector(`input[name="kind"][value="${content.kind}"]`);
  const parts = [kind ? kind.dataset.name : content.kind, peopleWords(content), dayWords(content.on)];
  text.textContent = [...parts, place].filter(Boolean).join(", ");
  row.append(time, text);
  return row;
}

function waitingRow(note, names, tools) {
  const content = JSON.parse(note.text);
  const row = line(note.savedAt, content, names && names.get(note.place), tools);
  const state = document.createElement("i");
  state.textContent = word("waits");
  row.append(state);
  if (isHeld(note)) return row;
  const actions = document.createElement("span");
  actions.className = "ways";
  const what = row.querySelector("span").textContent;
  actions.append(
    button("edit", what, () => tools.edit(note)),
    button("remove", what, (event) => removeAfterSecondTap(event.currentTarget, () => tools.remove(note))),
  );
  row.append(actions);
  return row;
}

function sentRow(sent, names, tools) {
  const row = line(sent.savedAt, sent.content, names && names.get(sent.place), tools);
  const state = document.createElement("i");
  state.textContent = word(sent.status === "quarantined" ? "aside" : "received", { n: sent.sequence });
  row.append(state);
  return row;
}

function button(name, what, tapped) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  const more = document.createElement("span");
  more.className = "vh";
  more.textContent = ` ${what}`;
  made.append(word(name), more);
  made.addEventListener("click", tapped);
  return made;
}

function removeAfterSecondTap(tapped, remove) {
  if ("sure" in tapped.dataset) {
    remove();
    return;
  }
  tapped.dataset.sure = "";
  tapped.firstChild.textContent = word("remove-sure");
}

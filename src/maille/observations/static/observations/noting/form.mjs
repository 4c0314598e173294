/** The form as an observation, and the observation as a form; nothing here knows of the network. */

const NUMBERS = ["people", "people_high", "minutes"];
const TICKED = ["audiences", "themes"];
const TYPED = ["at", "space", "direction", "note", "outcome", "teller", "source", "author_role"];
const SAID = ["consent", "causal"];
const LONGEST = { note: 5000, outcome: 5000, space: 120 };
const MOST = { people: 1_000_000, people_high: 1_000_000, minutes: 527_040 };

/** Give a day as a form writes it: 2025-03-04, where the phone is. */
export function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  const year = String(moment.getFullYear()).padStart(4, "0");
  return `${year}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** Give a time as a form writes it: 18:05. */
export function timeOf(moment) {
  return moment.toTimeString().slice(0, 5);
}

/** Read what was typed: the content of an observation without its identifier, and what is wrong. */
export function readForm(form) {
  const typed = new FormData(form);
  const said = (name) => String(typed.get(name) || "").trim();
  const content = {};
  const wrong = [];
  for (const name of ["kind", "on"]) if (said(name)) content[name] = said(name);
  for (const name of TYPED) if (said(name)) content[name] = withoutControls(said(name));
  for (const name of TICKED) if (typed.has(name)) content[name] = typed.getAll(name);
  for (const name of SAID) if (typed.has(name)) content[name] = true;
  for (const name of NUMBERS) readNumber(name, said(name), content, wrong);
  for (const [name, longest] of Object.entries(LONGEST)) {
    const excess = Array.from(content[name] || "").length - longest;
    if (excess > 0) wrong.push({ field: name, word: "too-long", values: { n: excess } });
  }
  readHow(said("how"), content);
  const chosen = form.querySelector('input[name="occasion"]:checked');
  if (chosen && chosen.value) confirm(chosen, content);
  return { content, wrong: [...wrong, ...lacking(form, content, said("how"), wrong)] };
}

/** Say that an announced occasion was held: it has its identifier already, on every phone. */
function confirm({ value, dataset }, content) {
  Object.assign(content, { id: value, occasion: dataset.occasion, kind: "occasion" });
}

function readNumber(name, text, content, wrong) {
  if (!text) return;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= MOST[name]) content[name] = number;
  else wrong.push({ field: name, word: "need-number", values: { n: MOST[name] } });
}

function readHow(how, content) {
  if (how !== "between") delete content.people_high;
  if (how === "counted" && "people" in content) content.counted = true;
}

function lacking(form, content, how, wrong) {
  const known = new Set(wrong.map((one) => one.field));
  const { people, people_high: high } = content;
  const found = [];
  if (!content.kind) found.push({ field: "kind", word: "need-kind" });
  if (people === undefined && (content.kind === "presence" || high !== undefined)) {
    found.push({ field: "people", word: "need-people" });
  }
  if (how === "between" && people !== undefined && !(high >= people)) {
    found.push({ field: "people_high", word: "need-high" });
  }
  if (!content.on) found.push({ field: "on", word: "need-day" });
  if (!form.elements.place.value) found.push({ field: "place", word: "need-place" });
  return found.filter((one) => !known.has(one.field));
}

/** Keep letters, lines and tabs; no database holds a null character or half of a letter. */
function withoutControls(text) {
  return Array.from(text.replace(/\r\n?/g, "\n"))
    .filter((letter) => letter >= " " || letter === "\n" || letter === "\t")
    .map((letter) => (/^[\ud800-\udfff]$/.test(letter) ? "\ufffd" : letter))
    .join("");
}

/** Write in the form what is known beforehand; what is not known stays as it is. */
export function prefill(form, content) {
  for (const name of [...TYPED, ...NUMBERS, "on"]) {
    const field = form.elements[name];
    if (field && name in content) field.value = content[name];
  }
  for (const name of TICKED.filter((one) => one in content)) {
    for (const box of form.querySelectorAll(`input[name="${name}"]`)) {
      box.checked = content[name].includes(box.value);
      if (box.checked) box.closest("details").open = true;
    }
  }
  check(form, "kind", content.kind);
}

/** Show an observation in the form. */
export function fillForm(form, content) {
  clearForm(form, content.on);
  prefill(form, content);
  for (const name of SAID) form.elements[name].checked = content[name] === true;
  check(form, "occasion", content.occasion ? content.id : "");
  check(form, "how", "people_high" in content ? "between" : content.counted ? "counted" : "about");
}

/** Empty the form for the next note; the way of counting and who notes stay. */
export function clearForm(form, day) {
  const { how, author_role: role, place } = form.elements;
  const kept = [how.value, role.value, place.value];
  form.reset();
  check(form, "how", kept[0]);
  [role.value, place.value] = kept.slice(1);
  for (const name of [...NUMBERS, ...TYPED.filter((one) => one !== "author_role")]) {
    const field = form.elements[name];
    if (field && !(field instanceof RadioNodeList)) field.value = "";
  }
  check(form, "kind", "presence");
  for (const folded of form.querySelectorAll("details details")) folded.open = false;
  check(form, "direction", null);
  check(form, "occasion", "");
  form.elements.on.value = day;
}

/** Tick one radio button of a name; none when the value is not there. */
export function check(form, name, value) {
  for (const radio of form.querySelectorAll(`input[name="${name}"]`)) {
    radio.checked = radio.value === value;
  }
}

/** Let digits be tapped without the keyboard of the phone, which would hide the button. */
export function setUpKeypad(form, keypad, changed) {
  const { people, people_high: high } = form.elements;
  let target = people;
  for (const field of [people, high]) {
    field.addEventListener("focus", () => {
      target = field;
    });
    if (matchMedia("(pointer: coarse)").matches) field.inputMode = "none";
  }
  const write = (value) => {
    if (target === high && high.closest("[hidden]")) target = people;
    target.value = value;
    changed();
  };
  keypad.hidden = false;
  keypad.addEventListener("click", ({ target: tapped }) => {
    const key = tapped.closest("button");
    if (!key) return;
    if ("erase" in key.dataset) write(target.value.slice(0, -1));
    else if (target.value.length < 6) write(`${target.value}${key.dataset.digit}`.replace(/^0+(?=\d)/, ""));
  });
  for (const step of form.querySelectorAll("[data-step]")) {
    step.hidden = false;
    step.addEventListener("click", () => {
      people.value = Math.max(0, Number(people.value) + Number(step.dataset.step));
      changed();
    });
  }
}

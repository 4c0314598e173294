/* "Around me": the browser says where one stands, to a hundred metres, and the form is sent. */

const button = document.querySelector("[data-near-me]");

if (button && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(send, refuse, { timeout: 15_000, maximumAge: 300_000 });
  });
}

function send({ coords }) {
  const { form } = button;
  form.elements.lon.value = coords.longitude.toFixed(3);
  form.elements.lat.value = coords.latitude.toFixed(3);
  form.elements.near.value = "";
  form.submit();
}

function refuse() {
  button.disabled = false;
  const words = document.createElement("p");
  words.className = "hint";
  words.setAttribute("role", "status");
  words.textContent = button.dataset.refused;
  button.replaceWith(words);
}

/* To name a town is to forget where one stands. */
const near = document.querySelector("[name=near]");
near?.addEventListener("input", () => {
  near.form.elements.lon.value = "";
  near.form.elements.lat.value = "";
});

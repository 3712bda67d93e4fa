import DOMPurify from "dompurify";

const panel = document.getElementById("panel")!;
const query = new URLSearchParams(window.location.search);

export function show() {
  // ruleid: javascript.cwe-79.dom-xss
  panel.innerHTML = location.hash.slice(1);
  const name = new URLSearchParams(window.location.search).get("name");
  // ruleid: javascript.cwe-79.dom-xss
  panel.innerHTML = `<b>Hello ${name}</b>`;
  // ruleid: javascript.cwe-79.dom-xss
  document.write("<a href='" + document.referrer + "'>back</a>");
  // ruleid: javascript.cwe-79.dom-xss
  panel.insertAdjacentHTML("beforeend", decodeURIComponent(location.search));
  // ruleid: javascript.cwe-79.dom-xss
  $("#panel").html(window.name);
  // ruleid: javascript.cwe-79.dom-xss
  panel.outerHTML = query.get("panel")!;
}

window.addEventListener("message", (event) => {
  // ruleid: javascript.cwe-79.dom-xss
  panel.innerHTML = event.data.html;
});

export function safe(html: string) {
  const name = new URLSearchParams(window.location.search).get("name");
  // ok: javascript.cwe-79.dom-xss
  panel.textContent = name;
  // ok: javascript.cwe-79.dom-xss
  panel.innerHTML = DOMPurify.sanitize(location.hash.slice(1));
  // ok: javascript.cwe-79.dom-xss
  panel.innerHTML = "<b>Hello</b>";
  // ok: javascript.cwe-79.dom-xss
  panel.innerHTML = html;
  // ok: javascript.cwe-79.dom-xss
  panel.innerHTML = `<b>${Number(name)}</b>`;
  // ok: javascript.cwe-79.dom-xss
  panel.innerHTML = location.hash === "#a" ? "<i>a</i>" : "<i>b</i>";
  // ok: javascript.cwe-79.dom-xss
  $("#panel").text(location.hash);
}

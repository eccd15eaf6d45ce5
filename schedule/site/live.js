// Loads the page again when there is a new version, and shows what is wrong with
// the agenda while there is none.
"use strict";
(() => {
  const events = new EventSource("events");
  const box = document.createElement("pre");
  box.setAttribute("role", "alert");
  Object.assign(box.style, {
    position: "fixed", inset: "auto 0 0 0", margin: "0", padding: "1rem", maxHeight: "50vh", overflow: "auto",
    background: "#7a1020", color: "#fff", font: "14px/1.5 monospace", whiteSpace: "pre-wrap", zIndex: "1000",
  });
  let version;
  events.onmessage = (e) => {
    const now = JSON.parse(e.data);
    if (version !== undefined && now.version !== version) {
      location.reload();
      return;
    }
    version = now.version;
    box.textContent = now.fault;
    if (now.fault) document.body.append(box);
    else box.remove();
  };
})();

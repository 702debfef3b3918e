(() => {
  const version = document.currentScript.dataset.version;
  const kept = "cjmap " + location.pathname;
  const parts = () => [...document.querySelectorAll("input, details, [tabindex]")];
  const name = (part, place) => part.id || part.localName + place;
  const reload = () => {
    const state = parts().map((part, place) => [name(part, place), [part.checked, part.open, part.scrollLeft]]);
    if (state.length) sessionStorage.setItem(kept, JSON.stringify(state));
    location.reload();
  };
  const before = new Map(JSON.parse(sessionStorage.getItem(kept) || "[]"));
  if (parts().length) sessionStorage.removeItem(kept);
  parts().forEach((part, place) => {
    const [checked, open, left] = before.get(name(part, place)) || [];
    if (checked != null) part.checked = checked;
    if (open != null) part.open = open;
    if (left) part.scrollLeft = left;
  });
  let changes;
  const listen = () => {
    if (changes) changes.close();
    if (document.hidden) return;
    changes = new EventSource("CHANGES" + location.pathname);
    changes.onmessage = (event) => { if (event.data !== version) reload(); };
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
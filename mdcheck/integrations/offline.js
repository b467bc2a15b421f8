// Opened as files, pages cannot fetch each other, and mkdocs-material's instant navigation stops all of its script.
// So it is taken out of the page's settings as soon as these are there, before that script reads them.
if (location.protocol === "file:") {
  const observer = new MutationObserver(() => {
    const element = document.getElementById("__config");
    if (!element || !element.textContent.trim().endsWith("}")) return;
    observer.disconnect();
    const settings = JSON.parse(element.textContent);
    settings.features = settings.features.filter(name => !name.startsWith("navigation.instant"));
    element.textContent = JSON.stringify(settings);
  });
  observer.observe(document, { childList: true, subtree: true });
}

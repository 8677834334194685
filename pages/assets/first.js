// Takes the first paint away once Streamlit's page is whole, at the same place on the page. Until then that is covered by nothing.
const first = document.getElementById("first");
if (first) {
  document.documentElement.classList.add("waiting");
  const done = () => {
    if (!document.querySelector(".st-key-share")) return;
    watch.disconnect();
    const top = window.scrollY;
    document.documentElement.classList.remove("waiting");
    first.remove();
    const main = document.querySelector('[data-testid="stMain"]');
    if (main && top) main.scrollTop = top;
  };
  const watch = new MutationObserver(done);
  watch.observe(document.getElementById("root"), { childList: true, subtree: true });
  done();
}

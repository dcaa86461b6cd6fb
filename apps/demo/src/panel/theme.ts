/** Which colours the page has: those of the system, or always the same. */
type Theme = "system" | "light" | "dark";

const KEY = "fdhm-demo-theme";

/**
 * Lets a group of radio buttons choose between dark and light, and remembers the choice.
 *
 * @param onChange - told whenever the page's colours have changed, by the choice or by the system.
 */
export function startTheme(radios: HTMLElement, onChange: () => void): void {
  const theme = remembered();
  apply(theme);
  for (const radio of radios.querySelectorAll("input")) {
    radio.checked = radio.value === theme;
    radio.addEventListener("change", () => {
      remember(radio.value as Theme);
      apply(radio.value as Theme);
      onChange();
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener(
    "change",
    onChange,
  );
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    // Storage may be forbidden; then nothing is remembered.
    return "system";
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // As above.
  }
}

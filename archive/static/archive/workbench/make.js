// Elements made from scripts: text is text, never markup.
export const make = (tag, { text, data, on, ...rest } = {}, ...children) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(data ?? {})) {
    if (value !== undefined && value !== null) element.dataset[name] = value;
  }
  for (const [name, listener] of Object.entries(on ?? {})) element.addEventListener(name, listener);
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "className") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

// A button that runs a command, with its key in its label; keys.js writes the key.
export const button = (command, text, { number, pressed, main, ...rest } = {}) =>
  make(
    "button",
    {
      type: "button",
      className: main ? "desk-button desk-main" : "desk-button",
      data: { command, number },
      "aria-pressed": pressed === undefined ? undefined : String(pressed),
      ...rest,
    },
    make("span", { text }),
    " ",
    make("kbd"),
  );

// A message with named places, "%(name)s", filled.
export const filled = (message, values) =>
  message.replace(/%\((\w+)\)[sd]/g, (whole, name) => values[name] ?? whole);

export const markup = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html; // made by the server's templates, which escape
  return template.content.firstElementChild;
};

// Sending a statement back to its author: a category, a comment, then the next one.
import { make } from "./make.js";

export const askReturn = ({ card, data, title, send, leave }) => {
  card.querySelector(".card-return")?.remove();
  const before = document.activeElement;
  const category = make("select", { id: "return-category", required: true },
    make("option", { value: "", text: "—" }),
    ...data.categories.map(([value, text]) => make("option", { value, text })));
  const reason = make("textarea", { id: "return-reason", rows: 3, required: true, maxlength: 2000 });
  const close = () => {
    form.remove();
    before?.focus?.({ preventScroll: true });
    leave?.();
  };
  const form = make("form", { className: "card-return", "aria-label": title },
    make("label", { for: "return-category", text: data.words.category }), category,
    make("label", { for: "return-reason", text: data.words.comment }), reason,
    make("div", { className: "card-actions" },
      make("button", { type: "submit", className: "desk-button desk-main", text: title }),
      make("button", { type: "button", className: "desk-button", text: data.words.cancel, on: { click: close } })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.remove();
    send({ category: category.value, reason: reason.value.trim() });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  card.append(form);
  category.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
};

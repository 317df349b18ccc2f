// What is asked of the server for a card: pure values (archive.admin.workbench_parsing reads them).
const targetsOf = (targets) =>
  (targets ?? []).map(({ person, relation, mention, role }) => ({
    person, relation: relation ?? "about", mention: mention ?? null, role: role ?? "",
  }));

const changesOf = (choice) => {
  const changes = { ...choice.changes };
  if (changes.targets) changes.targets = targetsOf(changes.targets);
  return changes;
};

const cleanBase = (choice) => {
  const base = Object.fromEntries(
    Object.keys(choice.changes).map((name) => [name, choice.base[name]]),
  );
  return base;
};

export const createOf = (choice, { submit }) => {
  const { text, start, end, exact } = choice.value("span");
  return {
    act: "create", text, start, end, exact, submit,
    kind: choice.changes.kind ?? null,
    speaker: choice.value("speaker") ?? null,
    speaker_type: choice.value("speaker_type") ?? null,
    attribution: choice.value("attribution") ?? null,
    speaker_role: choice.value("speaker_role") ?? "",
    targets: targetsOf(choice.value("targets")),
  };
};

export const acceptOf = (record, choice, { submit }) => {
  const changes = changesOf(choice);
  // Somebody the detector read in the article and the archive does not know is recorded.
  if (record.is_new_person && !("speaker" in changes) && record.speaker_type === "named") {
    changes.speaker = { name: record.speaker_name, kind: "person" };
  }
  return { act: "accept", suggestion: record.id, changes, submit };
};

export const editOf = (record, choice, { submit }) => ({
  act: "edit", statement: record.id, base: cleanBase(choice), changes: changesOf(choice), submit,
});

export const moveOf = (record, move, { reason = "", category = "" } = {}) => ({
  act: "move", statement: record.id, version: record.version, move, reason, category,
});

export const dismissOf = (record) => ({ act: "dismiss", suggestion: record.id });

export const acceptManyOf = (records) => ({
  act: "accept_many", suggestions: records.map((record) => record.id), submit: true,
});

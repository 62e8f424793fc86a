// Judges schemas and inputs with graphql-js 16 and 17. Each line of the input is one of
// {"id": n, "sdl": "…"}: is it a schema?
// {"id": n, "sdl": "…", "printed": "…"}: do both say the same? The verdict is {"same": bool}, null from 16, which cannot print defaults of custom scalars.
// {"id": n, "sdl": "…", "document": "…", "variables": {…}}: what do the variables of the one operation and the arguments of its first field become?
// One line of output for each: {"id": n, "v16": verdict, "v17": verdict}. A verdict on a schema is
// {"thrown": bool, "errors": [{"message": "…", "places": [[line, column], …]}, …]}; one on inputs {"invalid": true} where the document is not valid,
// else {"variables": {…} or null when refused, "arguments": {…} or null when refused}.
import { createInterface } from 'node:readline';
import * as v16 from 'graphql16';
import * as v17 from 'graphql';
import { validateSDL as validateSdl16 } from 'graphql16/validation/validate.js';
import { validateSDL as validateSdl17 } from 'graphql/validation/validate.js';

const told = (error) => ({ message: error.message, places: (error.locations ?? []).map((place) => [place.line, place.column]) });

function schemaVerdict(library, validateSdl, sdl) {
  try {
    const tree = library.parse(sdl);
    let errors = validateSdl(tree);
    if (errors.length === 0) errors = library.validateSchema(library.buildASTSchema(tree));
    return { thrown: false, errors: errors.map(told) };
  } catch (error) {
    return { thrown: true, errors: [told(error)] };
  }
}

const schemas = new Map();

function schemaOf(library, sdl) {
  const known = schemas.get(library) ?? new Map();
  schemas.set(library, known);
  if (!known.has(sdl)) known.set(sdl, library.buildSchema(sdl));
  return known.get(sdl);
}

function inputVerdict(library, { sdl, document, variables }) {
  const schema = schemaOf(library, sdl);
  const tree = library.parse(document);
  if (library.validate(schema, tree).length > 0) return { invalid: true };
  const [operation] = tree.definitions;
  const given = library.getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (given.errors) return { variables: null, arguments: null };
  const coerced = library === v17 ? given.variableValues.coerced : given.coerced;
  const [field] = operation.selectionSet.selections;
  const definition = schema.getQueryType().getFields()[field.name.value];
  try {
    return { variables: coerced, arguments: library.getArgumentValues(definition, field, library === v17 ? given.variableValues : coerced) };
  } catch (error) {
    if (!(error instanceof library.GraphQLError)) throw error;
    return { variables: coerced, arguments: null };
  }
}

function printVerdict(library, { sdl, printed }) {
  if (library === v16) return { same: null };
  const [before, after] = [sdl, printed].map((text) => library.printSchema(library.lexicographicSortSchema(library.buildSchema(text))));
  return { same: before === after };
}

function judge(library, validateSdl, task) {
  if (task.document !== undefined) return inputVerdict(library, task);
  return task.printed === undefined ? schemaVerdict(library, validateSdl, task.sdl) : printVerdict(library, task);
}

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  const [first, second] = [judge(v16, validateSdl16, task), judge(v17, validateSdl17, task)];
  process.stdout.write(JSON.stringify({ id: task.id, v16: first, v17: second }) + '\n');
}

// Mercurius with resolvers by hand: one statement for the children, one for the factors of all of them, compiled queries.
// Prints its address; ends with its input.
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";

const [connectionString] = process.argv.slice(2);
// Days as they stand in the database; this program needs no dates.
pg.types.setTypeParser(1082, (text) => text);
pg.types.setTypeParser(1700, Number);
const pool = new pg.Pool({ connectionString, max: 10 });

const columns = `id, name, kana, birth_date as "birthDate", sex, school_age as "schoolAge", school, grade, class, rank, points`;
const sql = {
  page: { name: "page", text: `select ${columns} from peer.child order by rank, id limit $1` },
  one: { name: "one", text: `select ${columns} from peer.child where id = $1` },
  factors: {
    name: "factors",
    text: `select child_id, item, label, state, value, met, points from peer.factor where child_id = any($1::uuid[]) order by child_id, position`,
  },
};

const schema = `
  type Query { children(first: Int!): [Child!]! child(id: ID!): Child }
  type Child {
    id: ID! name: String kana: String birthDate: String sex: String schoolAge: Int school: String grade: String class: String
    rank: Int points: Float topFactors: [Factor!]!
  }
  type Factor { item: String! label: String! state: String! value: String met: Boolean! points: Float }
`;

const resolvers = {
  Query: {
    children: async (_, { first }) => (await pool.query({ ...sql.page, values: [first] })).rows,
    child: async (_, { id }) => (await pool.query({ ...sql.one, values: [id] })).rows[0] ?? null,
  },
};

const loaders = {
  Child: {
    async topFactors(queries) {
      const { rows } = await pool.query({ ...sql.factors, values: [queries.map(({ obj }) => obj.id)] });
      const byChild = new Map(queries.map(({ obj }) => [obj.id, []]));
      for (const row of rows) byChild.get(row.child_id).push(row);
      return queries.map(({ obj }) => byChild.get(obj.id));
    },
  },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
console.log(await app.listen({ port: 0, host: "127.0.0.1" }));
process.stdin.on("end", () => process.exit(0)).resume();

export type Parameter = string | number | null;

/** A piece of SQL with the values of its `?`. Values are never written into the text. */
export interface Sql {
  text: string;
  parameters: Parameter[];
}

export function sql(text: string, parameters: Parameter[] = []): Sql {
  return { text, parameters };
}

/** Pieces with a separator between; the empty text where there are none. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  return {
    text: pieces.map((piece) => piece.text).join(separator),
    parameters: pieces.flatMap((piece) => piece.parameters),
  };
}

/** `wrapped('NOT (', condition, ')')`. */
export function wrapped(before: string, piece: Sql, after: string): Sql {
  return { text: before + piece.text + after, parameters: piece.parameters };
}

/** Pieces one after the other, empty ones left out. */
export function clauses(...pieces: (Sql | undefined)[]): Sql {
  return joined(pieces.filter((piece) => piece !== undefined && piece.text !== '') as Sql[], ' ');
}

import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** What a query asks of one place: its fields with fragments opened, those that `@skip` and `@include` drop left out. */
export function fieldsOf(
  info: GraphQLResolveInfo,
  sets: readonly (SelectionSetNode | undefined)[],
  type: string,
): FieldNode[] {
  return sets.flatMap((set) =>
    (set?.selections ?? []).flatMap((selection): FieldNode[] => {
      if (getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues)?.['if'] === true) return [];
      if (getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues)?.['if'] === false) return [];
      if (selection.kind === 'Field') return [selection];
      const fragment = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment || (condition !== undefined && condition !== type && condition !== 'Record')) return [];
      return fieldsOf(info, [fragment.selectionSet], type);
    }),
  );
}

/** The selection sets of all fields of a name below one place. */
export function below(
  info: GraphQLResolveInfo,
  sets: readonly (SelectionSetNode | undefined)[],
  type: string,
  name: string,
): (SelectionSetNode | undefined)[] {
  return fieldsOf(info, sets, type)
    .filter((field) => field.name.value === name)
    .map((field) => field.selectionSet);
}

/** An argument with its keys in the order in which they are written, which ordering and grouping go by. */
export function writtenArgument(info: GraphQLResolveInfo, name: string, variables: Record<string, unknown>): unknown {
  const argument = info.fieldNodes[0]?.arguments?.find((candidate) => candidate.name.value === name);
  return argument && valueFromASTUntyped(argument.value, variables);
}

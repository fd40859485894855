/**
 * What to do about what a deploy refuses. A deploy's own words say what is wrong and seldom more; where they name what
 * would be right ("it must be ControlledByParent"), nothing is added. The first that fits counts.
 */
const WHAT_TO_DO: readonly (readonly [said: RegExp, whatToDo: string])[] = [
  // Lightning web components
  [/^LWC1007|^LWC1198/, 'Correct the script at this place.'],
  [/^LWC1009/, 'Correct the style at this place.'],
  [/^LWC1071/, 'Write key={…} on it, with what tells one item from another.'],
  [/^LWC1058/, 'Correct the markup: close each element inside of the one that it was opened in.'],
  [/^LWC1060/, 'Move what is to be computed into a getter of the class.'],
  [/^LWC(1051|1063|1127)/, 'Correct the name, or remove it.'],
  [/^LWC1097/, 'Write the wire adapter in parentheses: @wire(getRecord, …).'],
  [/^LWC1096/, 'Remove one of the two.'],
  [/^LWC110[78]/, 'Give it another name.'],
  [/^LWC1704|unknown scoped module/, 'Correct the name of the module.'],
  [/"(\w+)" is not exported by/, 'Correct the name, or export it there.'],
  [/^LWC\d+/, 'Correct it: as it is, the component does not compile.'],
  [/^Invalid reference \S+ of type/, 'Correct the name, or add what it names.'],
  [/^No MODULE named/, 'Correct the name, or add the component.'],
  [/^Cannot find module/, 'Correct the path, or add the file.'],
  [/^Cannot find Lightning Component Bundle/, 'Add the file, named as its folder.'],
  [/is not among the targets of the component/, 'Add the target, or remove the configuration.'],
  [/its target \S+ is missing/, 'Add the target to the component, or use another component.'],
  [/^Invalid target/, 'Use one that the guide of Lightning web components names.'],
  [/property isn't valid for the component/, 'Correct the name, or add the property to the component.'],
  // Objects and fields
  [/^Cannot set the foreign key to null/, 'Use the deleteConstraint Restrict, or let the field be optional.'],
  [/^Duplicate Relationship Name/, 'Give one of the two another relationshipName.'],
  [/^Duplicate picklist value|^Duplicate field on the layout/, 'Remove one of the two.'],
  [/^Field history tracking is not enabled/, "Set the object's enableHistory, or track nothing of it."],
  [/^Must specify '(\w+)'/, 'Add the element.'],
  [/^Only one picklist value can be the default/, 'Let one of them be the default.'],
  [/cannot be summarized by/, 'Use count, or summarize a number, a currency, a percentage or a date.'],
  [/^Required fields are missing/, 'Add a value for each of them.'],
  [/data value too large/, 'Shorten it.'],
  [/^Filter scope/, 'Use Everything.'],
  [/^Picklist value: .* not found/, 'Correct the value, or add it to the picklist.'],
  // Rights
  [/is not editable: it is computed/, 'Set editable to false.'],
  [/^Permission .* depends on/, 'Grant that too, or remove this one.'],
  [/^You cannot deploy to a required field/, 'Remove it: everybody who sees the object has it.'],
  // Pages
  [/^Layout must contain an item/, 'Add the field to the layout.'],
  [/^We couldn't retrieve or load/, 'Correct the name, or add the component.'],
  [/^The facet \S+ that/, 'Correct the name, or add the facet.'],
  // Reports
  [/by which (the|its) report .*is not grouped/, 'Use one of its groupings, or group the report by it.'],
  [/^The report type \S+ has no column/, 'Correct the name, or add the column to the report type.'],
  [/^Invalid field name|^Invalid relationship|is not a valid value\.?$/, 'Correct the name, or add what it names.'],
  [/is no date, so it cannot be grouped/, 'Remove its dateGranularity.'],
  [/is no number, so its/, 'Remove the aggregate, or use Unique.'],
  // Flows
  [/that doesn't exist: \S+$|doesn't exist or can't be assigned/, 'Correct the name, or add what it names.'],
  [/is filled by the system/, 'Remove the assignment.'],
  // Formulas
  [/Picklist fields are only supported/, 'Use ISPICKVAL or CASE, or TEXT around it.'],
  [/^Function \S+ may not be used/, 'Remove it: such a formula cannot ask that.'],
  [/^Incorrect parameter type|^Incorrect number of parameters|returns type/, 'Correct what is given to it.'],
  [/^Syntax error/, 'Correct the formula at this place.'],
];

/** The message with what to do, where it does not say so itself. */
export function withAdvice(message: string): string {
  const advice = WHAT_TO_DO.find(([said]) => said.test(message.replace(/\.$/, '')))?.[1];
  return advice === undefined ? message : `${message} ${advice}`;
}

import { elements, flag, text } from '../../metadata/xml.ts';
import { FlowProblem } from '../model.ts';
import type { Compile } from './element.ts';

/** Custom Error Message: refuses the record with the flow's own words, beside a field or on top of the page. */
export const customError: Compile = (xml, { resources, title, next }) => {
  const messages = elements(xml, 'customErrorMessages').map((message) => {
    const name = flag(message, 'isFieldError') ? text(message, 'fieldSelection') : undefined;
    const field = name === undefined ? undefined : resources.object.field(name);
    if (name !== undefined && !field)
      throw new FlowProblem(title, `The field "${name}" for the object "${resources.object.name}" doesn't exist.`);
    return { words: resources.template(text(message, 'errorMessage') ?? '', title), fields: field ? [field.name] : [] };
  });
  const following = next('connector');
  return {
    run(interview) {
      interview.failure = [
        ...(interview.failure ?? []),
        ...messages.map(({ words, fields }) => ({
          statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
          message: words(interview),
          fields,
        })),
      ];
      return following;
    },
  };
};

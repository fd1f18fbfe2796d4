/** A refusal in the service's own words; the server gives it the family's body shape. */
export class ServiceFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string) => new ServiceFault(400, 'BadRequest', message);
export const invalidBody = (message: string) => new ServiceFault(400, 'InvalidRequestBody', message);
export const missingParameter = (name: string) =>
  new ServiceFault(400, 'MissingRequiredParameter', `Required parameter '${name}' is missing or empty.`);
export const odataError = (message: string) => new ServiceFault(400, 'ODataError', message);
export const notFound = (message: string) => new ServiceFault(404, 'ResourceNotFound', message);

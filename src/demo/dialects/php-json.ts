/**
 * JSON as PHP's plain `json_encode` writes it: characters above ASCII and slashes escaped, small floats as `1.0e-8`. The
 * value is the same; whoever compares or measures texts meets the real ones.
 */
export function phpJson(value: unknown): string {
	return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*/g, (token) =>
		token.startsWith('"') ? escapeText(token) : phpNumber(Number(token)),
	);
}

function escapeText(token: string): string {
	return token
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function phpNumber(number: number): string {
	const size = Math.abs(number);
	if (size === 0 || (size >= 1e-4 && size < 1e17)) return String(number);
	const [mantissa = '', exponent = ''] = number.toExponential().split('e');
	return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${exponent}`;
}

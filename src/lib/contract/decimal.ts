/** Decimal numbers of any size, exactly as they were sent: `1e-8` is `0.00000001`, and its product loses nothing. */

/** `digits` times ten to the minus `places`. */
export interface Decimal {
	readonly digits: bigint;
	readonly places: number;
}

/** Further than any coin divides or any price goes. */
const PLACES_LIMIT = 40;

/** The number of a JSON number or a decimal text; null for anything else, for what is below zero, and beyond 40 places. */
export function readDecimal(value: unknown): Decimal | null {
	if (typeof value !== 'number' && typeof value !== 'string') return null;
	const match = /^(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(value).trim());
	if (match === null) return null;
	const [, whole = '', fraction = '', exponent = '0'] = match;
	const places = fraction.length - Number(exponent);
	if (places > PLACES_LIMIT || places < -PLACES_LIMIT) return null;
	const digits = BigInt(whole + fraction);
	return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

export function multiply(one: Decimal, other: Decimal): Decimal {
	return { digits: one.digits * other.digits, places: one.places + other.places };
}

/** Without exponent, and without zeros that tell nothing. */
export function decimalText({ digits, places }: Decimal): string {
	const text = String(digits).padStart(places + 1, '0');
	const whole = text.slice(0, text.length - places);
	const fraction = text.slice(text.length - places).replace(/0+$/, '');
	return places === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
}

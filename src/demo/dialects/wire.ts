/** The habits that every Laravel back end shares on the wire. */

/** One call of the HTTP API. */
export interface Message {
	readonly channels: readonly string[];
	readonly name: string;
	readonly data: Readonly<Record<string, unknown>>;
}

/** A `decimal:2` cast: text. */
export function decimal(minor: number): string {
	return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

/** Laravel's `toISOString()`: six decimals and a Z. */
export function isoMicros(at: Date): string {
	return at.toISOString().replace('Z', '000Z');
}

/** Laravel's `toIso8601String()`: whole seconds and an offset. */
export function isoOffset(at: Date): string {
	return at.toISOString().replace(/\.\d+Z$/, '+00:00');
}

export function emailOf({ id }: { readonly id: number }): string {
	return `customer${id}@example.test`;
}

/** What publisher and pages must agree on: the time and how an order number looks. Runs in Node and in the browser. */

/** Seven digits, so that numbers compare as they are written. */
export const NUMBER_PATTERN = /ORD-B-(\d{7})/g;

export function orderNumber(order: number): string {
	return `ORD-B-${String(order).padStart(7, '0')}`;
}

/** How far the finer clock is from Date.now(), which all processes of a machine share; read when Date.now() turns. */
function measureOffset(): number {
	const before = Date.now();
	let now = before;
	while (now === before) now = Date.now();
	return now - (performance.timeOrigin + performance.now());
}

const offsetMs = measureOffset();

/** Epoch milliseconds with decimals. */
export function millisecondsNow(): number {
	return performance.timeOrigin + performance.now() + offsetMs;
}

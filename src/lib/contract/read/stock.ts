/** Stock: how much of a product is left, and what the shop makes of it. */
import { displayText } from '../display.ts';
import type { StockChanged, StockLevel } from '../events.ts';
import { readNumber, readText, readWord } from '../fields.ts';
import { locate, missing, pathsOf, readId, type MappingOf, type Reading } from '../reading.ts';
import type { Body } from './body.ts';

export function readStock(reading: Reading, mapping: MappingOf<'stock.changed'>): Body<StockChanged> {
	const name = readText(reading, 'name');
	const id = readId(reading, 'id') ?? name;
	if (id === null)
		throw missing(reading, ['id', 'name'], 'product', locate(reading, 'id') ?? locate(reading, 'name'));
	// A shop that sells what it has not got counts below zero: that is what it tells.
	const stock = readNumber(reading, 'stock');
	const threshold = readNumber(reading, 'threshold');
	const told = readWord(reading, 'level', reading.mapping.source.levels);
	const level =
		mapping.level ??
		told?.meaning ??
		(mapping.levelByStock === true ? levelOf(stock, threshold) : null) ??
		(told === null ? null : 'unknown');
	if (level === null) throw noLevel(reading, mapping.levelByStock === true);
	const product = {
		id,
		name: name ?? `#${id}`,
		sku: readText(reading, 'sku'),
		category: readText(reading, 'category'),
		level,
		word: told?.word ?? displayText(reading.name),
		stock,
		threshold,
	};
	return { entity: id, isEvent: false, told: { type: 'stock.changed', product } };
}

/** Null where there is nothing to tell it by. */
function levelOf(stock: number | null, threshold: number | null): StockLevel | null {
	if (stock === null) return null;
	if (stock <= 0) return 'out';
	if (threshold === null) return 'unknown';
	return stock <= threshold ? 'low' : 'restocked';
}

function noLevel(reading: Reading, isByStock: boolean): Error {
	const found = locate(reading, 'level');
	if (isByStock && (found === undefined || pathsOf(reading, 'level').length === 0)) {
		return missing(reading, ['level', 'stock'], 'level', locate(reading, 'stock'), 'a number');
	}
	return missing(reading, ['level'], 'level', found, 'a word');
}

import { gridMesh, type Mesh } from "./grid.ts";
import { cross, plus, unit, type Triple } from "./triple.ts";

/** A point of a tube's axis. */
export interface TubePoint {
  /** Model space. */
  readonly at: Triple;
  /** Half the tube's width there, in the unit of model space; 0 closes an end. */
  readonly radius: number;
}

/** A tube's shape besides its axis. */
export interface TubeShape {
  /** Corners of its cross-section, 3 or more. */
  readonly corners: number;
  /** Direction across the tube in which it is `flatness` times as thick as in the other; never along the axis. */
  readonly up: Triple;
  /** 1 for a round tube, 0.2 for a ribbon. */
  readonly flatness: number;
  /** Whether the last point is joined to the first. */
  readonly closed: boolean;
}

/**
 * A tube about an axis of points: frames, straps, fingers.
 *
 * @param axis - two points or more.
 */
export function tube(
  axis: readonly TubePoint[],
  { corners, up, flatness, closed }: TubeShape,
): Mesh {
  const count = axis.length;
  const at = (row: number): TubePoint => axis[(row + count) % count]!;
  const rings = axis.map((_, row) => {
    const before = closed || row > 0 ? at(row - 1) : at(row);
    const after = closed || row + 1 < count ? at(row + 1) : at(row);
    const along = unit(plus(after.at, before.at, -1));
    const side = unit(cross(along, up));
    const over = cross(side, along);
    return { side, over };
  });
  return gridMesh(
    closed ? count + 1 : count,
    corners,
    true,
    (row, corner): Triple => {
      const { at: centre, radius } = at(row);
      const { side, over } = rings[row % count]!;
      const angle = (2 * Math.PI * corner) / corners;
      const across = radius * Math.cos(angle);
      const high = flatness * radius * Math.sin(angle);
      return [
        centre[0] + across * side[0] + high * over[0],
        centre[1] + across * side[1] + high * over[1],
        centre[2] + across * side[2] + high * over[2],
      ];
    },
  );
}

/** A thick stroke from one point to another with round ends, such as a finger. */
export function capsule(from: Triple, to: Triple, radius: number): Mesh {
  const along = unit(plus(to, from, -1));
  const ends = [
    [from, -1],
    [to, 1],
  ] as const;
  const up: Triple = Math.abs(along[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0];
  const axis = ends.flatMap(([end, sign]) => {
    const cap = [1, 0.8, 0.45, 0].map((out) => ({
      at: plus(end, along, sign * out * radius),
      radius: Math.sqrt(1 - out * out) * radius,
    }));
    return sign < 0 ? cap : cap.reverse();
  });
  return tube(axis, { corners: 8, up, flatness: 1, closed: false });
}

const SECTORS = 24;
const RINGS = 16;

function sphereNormals(): Float32Array {
  const normals: number[] = [];
  for (let ring = 0; ring <= RINGS; ring++) {
    const polar = (Math.PI * ring) / RINGS;
    for (let sector = 0; sector < SECTORS; sector++) {
      const around = (2 * Math.PI * sector) / SECTORS;
      normals.push(
        Math.sin(polar) * Math.sin(around),
        Math.cos(polar),
        Math.sin(polar) * Math.cos(around),
      );
    }
  }
  return new Float32Array(normals);
}

function sphereTriangles(): Uint32Array {
  const triangles: number[] = [];
  for (let ring = 0; ring < RINGS; ring++)
    for (let sector = 0; sector < SECTORS; sector++) {
      const next = (sector + 1) % SECTORS;
      const [upper, upperNext] = [
        ring * SECTORS + sector,
        ring * SECTORS + next,
      ];
      const [lower, lowerNext] = [upper + SECTORS, upperNext + SECTORS];
      triangles.push(upper, lower, lowerNext, upper, lowerNext, upperNext);
    }
  return new Uint32Array(triangles);
}

/** Points of the unit sphere, which are their own normals: xyz triples, y up, ring after ring from the top. */
export const SPHERE_NORMALS: Float32Array = sphereNormals();

/** Its triangles, counter-clockwise when seen from outside; those at the poles without area are left in. */
export const SPHERE_TRIANGLES: Uint32Array = sphereTriangles();

// Sum of real spherical harmonics up to degree kDegree in the unit direction `d`, in the order and with the signs of 3D Gaussian
// Splatting (l = 0..3, m = -l..l). coefficient(base, k) gives the colour of function k; needs kDegree.
vec3 harmonicSum(uint base, int first, vec3 d) {
  vec3 sum = 0.28209479177387814 * coefficient(base, first);
  if (kDegree < 1) return sum;
  sum += 0.4886025119029199 * (d.z * coefficient(base, first + 2) - d.y * coefficient(base, first + 1) -
                               d.x * coefficient(base, first + 3));
  if (kDegree < 2) return sum;
  const float xx = d.x * d.x, yy = d.y * d.y, zz = d.z * d.z;
  sum += 1.0925484305920792 * (d.x * d.y * coefficient(base, first + 4) - d.y * d.z * coefficient(base, first + 5) -
                               d.x * d.z * coefficient(base, first + 7));
  sum += 0.31539156525252005 * (2.0 * zz - xx - yy) * coefficient(base, first + 6);
  sum += 0.5462742152960396 * (xx - yy) * coefficient(base, first + 8);
  if (kDegree < 3) return sum;
  sum -= 0.5900435899266435 * (d.y * (3.0 * xx - yy) * coefficient(base, first + 9) +
                               d.x * (xx - 3.0 * yy) * coefficient(base, first + 15));
  sum += 2.890611442640554 * d.x * d.y * d.z * coefficient(base, first + 10);
  sum -= 0.4570457994644658 * (4.0 * zz - xx - yy) * (d.y * coefficient(base, first + 11) + d.x * coefficient(base, first + 13));
  sum += 0.3731763325901154 * d.z * (2.0 * zz - 3.0 * xx - 3.0 * yy) * coefficient(base, first + 12);
  sum += 1.445305721320277 * d.z * (xx - yy) * coefficient(base, first + 14);
  return sum;
}

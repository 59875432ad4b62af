"""Made-up captions in the forms that courts use; tests/indexer/test_caption.py says what each holds."""

# ruff: noqa: E501 (rows as wide as filed)

CAPTIONS: dict[str, str] = {}

CAPTIONS["sdny"] = """\
UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
------------------------------------------------------------------X
MARIA DE LA CRUZ and JOHN ROE,

                              Plaintiffs,                           20 Civ. 1234 (LJL)

               -against-                                            ORDER

ACME WIDGETS, INC., BETA HOLDINGS LLC, and
THE CITY OF NEW YORK,

                              Defendants.
------------------------------------------------------------------X

LEWIS J. ROE, United States District Judge:

       The Court has received the parties' joint letter. It is hereby ORDERED that the parties shall appear for a conference on May 5, 2021 at 10:00 a.m.

SO ORDERED.

Dated: New York, New York
       April 5, 2021
                                              __________________________
                                              LEWIS J. ROE
                                              United States District Judge
"""

CAPTIONS["crim"] = """\
                 UNITED STATES DISTRICT COURT
                  NORTHERN DISTRICT OF TEXAS
                     FORT WORTH DIVISION

UNITED STATES OF AMERICA            §
                                    §
v.                                  §   No. 4:13-CR-00123-Z (2)
                                    §
JANE ROE (2)                        §

                 SCHEDULING ORDER

Before the Court is the government's motion for a continuance of the trial of this case. The defendant does not oppose it.

SO ORDERED this 3rd day of March, 2014.

                         s/ John Q. Public
                         JOHN Q. PUBLIC
                         UNITED STATES DISTRICT JUDGE
"""

CAPTIONS["inre"] = """\
UNITED STATES BANKRUPTCY COURT
FOR THE DISTRICT OF DELAWARE

In re:                              )   Chapter 11
                                    )
GRANITE PEAK HOLDINGS, INC., et al.,)   Case No. 20-10343 (LSS)
                                    )
              Debtors.              )   (Jointly Administered)

ORDER APPROVING THE SALE OF ASSETS [Docket No. 33]

Upon the motion of the debtors for entry of an order approving the sale of the assets, it is hereby ordered that the motion is granted.

Dated: June 3, 2020                 /s/ Laurie S. Roe
Wilmington, Delaware                LAURIE S. ROE
                                    UNITED STATES BANKRUPTCY JUDGE
"""

CAPTIONS["counsel"] = """\
Jane Q. Lawyer (SBN 123456)
LAW OFFICES OF JANE LAWYER
100 Main Street
Attorneys for Plaintiff

              UNITED STATES DISTRICT COURT
              NORTHERN DISTRICT OF CALIFORNIA
              SAN JOSE DIVISION

SAM LEE, an individual, on behalf of      Case No. 5:19-cv-04286-BLF
himself and all others,
                                          [PROPOSED] ORDER GRANTING
          Plaintiff,                      STIPULATION TO CONTINUE
                                          HEARING
     v.                                   Date: May 3, 2020
                                          Time: 9:00 a.m.
GREEN VALLEY BANK, N.A.; and DOES 1       Judge: Hon. Beth Roe
through 10, inclusive,

          Defendants.

      The parties having stipulated, and good cause appearing, the hearing is continued to June 4, 2020 in this court.

IT IS SO ORDERED.

Dated: April 2, 2020
                                    _____________________
                                    Hon. Beth Roe
                                    United States District Judge
"""

CAPTIONS["appeal"] = """\
UNITED STATES COURT OF APPEALS
FOR THE FOURTH CIRCUIT

No. 25-1248
(1:25-cv-00748-ABC)

STATE OF OHIO; STATE OF IOWA,

Plaintiffs - Appellees,

v.

UNITED STATES DEPARTMENT OF ENERGY; JOHN ROE, in his official capacity as Secretary,

Defendants - Appellants.

ORDER

The court grants the motion for a stay pending appeal and directs the parties to file their briefs within ten days.

For the Court

/s/ Nwamaka Roe, Clerk
"""

CAPTIONS["inline"] = """\
UNITED STATES DISTRICT COURT
WESTERN DISTRICT OF WASHINGTON
AT SEATTLE

JOHN ROE, Plaintiff, v. ACME CORP., Defendant.

Case No. C18-1234RSM

ORDER DENYING MOTION

This matter comes before the court on the motion of the defendant to dismiss the complaint for failure to state a claim.

DATED this 3rd day of April, 2019.

RICARDO S. ROE
CHIEF UNITED STATES DISTRICT JUDGE
"""

CAPTIONS["habeas"] = """\
UNITED STATES DISTRICT COURT
DISTRICT OF COLUMBIA

SEAN O'BRIEN, JR.,
    Petitioner,
  v.                                Civil Action No. 20-1234 (RBW)
ANN POE, Warden, FCI Cumberland,
    Respondent.

MEMORANDUM OPINION AND ORDER

Petitioner seeks a writ of habeas corpus under 28 U.S.C. 2241 and the respondent has moved to dismiss the petition.

SO ORDERED.

                                    REGGIE B. ROE
                                    United States District Judge
Date: May 1, 2021
"""

CAPTIONS["estate"] = """\
IN THE UNITED STATES DISTRICT COURT
FOR THE MIDDLE DISTRICT OF TENNESSEE

SMITH, JONES & POE, P.C.,           )
ESTATE OF ANN ROE, by and through   )
her executor JOHN ROE,              )
      Plaintiffs/Counter-Defendants,)
                                    ) Case No. 3:21-cv-00045
v.                                  ) Judge Trauger
                                    )
BNSF RAILWAY COMPANY d/b/a BNSF,    )
      Defendant/Counter-Plaintiff.  )

ORDER

The motion (Doc. No. 12) is GRANTED. The initial case management conference is continued to a later date.

It is so ORDERED.

ALETA A. ROE
UNITED STATES DISTRICT JUDGE
"""

CAPTIONS["ndill"] = """\
                     IN THE UNITED STATES DISTRICT COURT
                    FOR THE NORTHERN DISTRICT OF ILLINOIS
                              EASTERN DIVISION

ANN ROE,                                )
                                        )
                  Plaintiff,            )     No. 19 C 1234
                                        )
         v.                             )     Judge Sara L. Poe
                                        )
VILLAGE OF OAK HILL, an Illinois        )
municipal corporation, and OFFICER      )
JOHN DOE,                               )
                                        )
                  Defendants.           )

                               MEMORANDUM OPINION AND ORDER

       Plaintiff Ann Roe sued the Village of Oak Hill for violations of her rights under the Fourth Amendment.

ENTER:

Dated: May 2, 2020
                                               ____________________
                                               SARA L. POE
                                               United States District Judge
"""

CAPTIONS["flpro"] = """\
UNITED STATES DISTRICT COURT
MIDDLE DISTRICT OF FLORIDA
TAMPA DIVISION

JANE A. ROE,

     Plaintiff,

v.                                      Case No: 8:20-cv-1234-T-36AEP

COMMISSIONER OF SOCIAL SECURITY,

     Defendant.
_______________________________________/

                                  ORDER

     This cause comes before the Court on Plaintiff's Unopposed Motion for Attorney's Fees (Doc. 25), filed on May 5, 2020.

     DONE and ORDERED in Tampa, Florida on June 9, 2020.

                                        s/ Charlene Roe Poe
                                        Charlene Roe Poe
                                        United States District Judge

Copies furnished to:
Counsel of Record
"""

CAPTIONS["edmich"] = """\
                       UNITED STATES DISTRICT COURT
                       EASTERN DISTRICT OF MICHIGAN
                            SOUTHERN DIVISION

JOHN ROE,

              Plaintiff,                        Case No. 20-12345

v.                                              HON. MARK A. POE

FORD MOTOR COMPANY,

              Defendant.
                                       /

        ORDER GRANTING MOTION FOR EXTENSION OF TIME [#12]

        Defendant's motion for an extension of time is granted. The answer is due on or before June 1, 2020.

        SO ORDERED.

                                        s/Mark A. Poe
                                        Mark A. Poe
                                        United States District Judge
Dated:  May 1, 2020

CERTIFICATE OF SERVICE

The undersigned certifies that a copy was served on May 1, 2020.

                                        s/Gerard Clerk
                                        Case Manager
"""

CAPTIONS["nysusmj"] = """\
UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF NEW YORK
---------------------------------------------------------------x
ROE LLC,
                                   Plaintiff,
          - against -                                   ORDER
                                                        20-CV-1234 (ABC) (DEF)
POE CORP. et al.,
                                   Defendants.
---------------------------------------------------------------x
DIANE E. FOE, United States Magistrate Judge:

The parties shall file a joint status report by May 5, 2020.

SO ORDERED.

Dated: Brooklyn, New York
May 1, 2020
                                     /s/ DEF
                                     DIANE E. FOE
                                     U.S.M.J.
"""

CAPTIONS["nev"] = """\
1
2
3
4
5
6
7
8
9
10
11
12
13
14
15
16
17
18
19
20
21
22
23
24
25
26
27
28
UNITED STATES DISTRICT COURT
DISTRICT OF NEVADA

JOHN ROE,
Plaintiff(s),
v.
ANN POE, et al.,
Defendant(s).

Case No. 2:20-CV-123 JCM (VCF)
ORDER

Presently before the court is defendant's motion to dismiss the complaint. The plaintiff filed a response and the defendant replied.

DATED May 5, 2020.

__________________________________________
UNITED STATES DISTRICT JUDGE
"""

CAPTIONS["minutes"] = """\
UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA

CIVIL MINUTES—GENERAL

Case No. EDCV 20-1234 JGB (KKx)    Date May 1, 2020
Title Ann Roe v. Big Store Inc.

Present: The Honorable JESUS G. ROE, UNITED STATES DISTRICT JUDGE

MAYNOR POE    Not Reported
Deputy Clerk    Court Reporter

Proceedings: Order (1) GRANTING Plaintiff's Motion to Remand (Dkt. No. 12); and (2) VACATING the Hearing (IN CHAMBERS)

Before the Court is a motion to remand filed by plaintiff on April 1, 2020. The matter is appropriate for resolution without a hearing.
"""

CAPTIONS["wording"] = """\
IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF KANSAS

JOHN ROE, as next friend of A.B., a minor, and ANN ROE, individually,

Plaintiffs,

v.                                              Case No. 19-2345-JAR-KGG

UNIFIED SCHOOL DISTRICT NO. 500,

Defendant.

MEMORANDUM AND ORDER GRANTING IN PART
AND DENYING IN PART MOTION TO COMPEL

Now before the court is the motion to compel. For the reasons set out below the motion is granted in part.

IT IS SO ORDERED.

Dated this 1st day of May, 2020, at Wichita, Kansas.

S/ KENNETH G. ROE
KENNETH G. ROE
United States Magistrate Judge
"""

CAPTIONS["rel"] = """\
UNITED STATES DISTRICT COURT
DISTRICT OF MASSACHUSETTS

__________________________________________
                                          )
UNITED STATES OF AMERICA ex rel.          )
JANE ROE,                                 )
                                          )     Civil Action No.
            Plaintiff-Relator,            )     18-cv-11234-ABC
                                          )
      v.                                  )
                                          )
MERCY HOSPITAL OF BOSTON, INC.            )
                                          )
            Defendant.                    )
__________________________________________)

ORDER

May 1, 2020

ROE, D.J.

The motion of the relator to unseal the complaint is allowed in part and denied in part.

So ordered.

/s/ Allison D. Roe
Allison D. Roe
U.S. District Judge
"""

package org.theriac.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Definition;
import org.theriac.core.table.DatasetEntry;
import org.theriac.core.table.DatasetFiles;
import org.theriac.core.table.Dictionary;

/** This module's part of the catalogue: the data sets. */
public final class DatasetsCatalogue implements Catalogue.Provider {

    private static final String DEEPSURV_LICENCE =
            "not stated for the data; the repository that publishes them is under the MIT licence";
    private static final String DEEPSURV = "DeepSurv's repository; Katzman JL et al., BMC Med Res Methodol 18:24, 2018";
    private static final String R_LICENCE =
            "not stated for the data; from R's survival package (GPL family), which Rdatasets understands to be free to redistribute";
    private static final String KMSURV_LICENCE =
            "not stated for the data; from R's package KMsurv (GPL), which Rdatasets understands to be free to redistribute";
    private static final String TEXTBOOK_LICENCE =
            "not stated for the data, which accompany a textbook; the repository of scikit-survival that publishes the table is under the GPL 3";

    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY.withDatasets(datasets());
    }

    private static List<DatasetEntry> datasets() {
        return List.of(
                entry(
                        "support2.csv.gz",
                        "SUPPORT2: survival of 9,105 seriously ill adults in hospital, 48 columns",
                        "CC BY 4.0",
                        "Harrell F, SUPPORT2, UCI Machine Learning Repository no. 880; Knaus WA et al., Ann Intern Med 122:191-203, 1995",
                        "sno"),
                deepSurv("support", "SUPPORT as DeepSurv divided it: 8,873 patients, 14 covariates"),
                deepSurv("metabric", "METABRIC breast cancer as DeepSurv divided it: 1,904 patients, 9 covariates"),
                deepSurv(
                        "gbsg_rotterdam",
                        "Breast cancer: 1,546 Rotterdam patients to train, 686 of the GBSG trial to test"),
                published(
                        "deepsurv_metabric.h5",
                        "METABRIC breast cancer in DeepSurv's own HDF5 file: groups train and test"),
                published(
                        "deepsurv_gbsg_rotterdam.h5",
                        "Breast cancer in DeepSurv's own HDF5 file: Rotterdam to train, GBSG to test"),
                deepSurv(
                        "linear_simulation",
                        "Simulated survival of 6,000 with a linear log-risk and the planted truth"),
                deepSurv(
                        "gaussian_simulation",
                        "Simulated survival of 6,000 with a Gaussian log-risk and the planted truth"),
                deepSurv("treatment_simulation", "Simulated survival of 6,000 under a treatment that helps only some"),
                fromR(
                        "lung.csv",
                        "NCCTG advanced lung cancer: 228 patients",
                        "Loprinzi CL et al., J Clin Oncol 12:601-607, 1994",
                        "rownames"),
                fromR(
                        "veteran.csv",
                        "Veterans' Administration lung cancer trial: 137 patients",
                        "Kalbfleisch D, Prentice RL, The Statistical Analysis of Failure Time Data, 1980",
                        "rownames"),
                fromR(
                        "gbsg.csv",
                        "German Breast Cancer Study Group: 686 node-positive patients",
                        "Schumacher M et al., J Clin Oncol 12:2086-2093, 1994; Royston P, Altman DG, BMC Med Res Methodol 13:33, 2013",
                        "pid"),
                fromR(
                        "pbc.csv",
                        "Mayo Clinic primary biliary cholangitis: 418 patients",
                        "Therneau TM, Grambsch PM, Modeling Survival Data, 2000",
                        "id"),
                fromR(
                        "colon.csv.gz",
                        "Chemotherapy for stage B/C colon cancer: 929 patients, two rows each",
                        "Laurie JA et al., J Clin Oncol 7:1447-1456, 1989; Moertel CG et al., N Engl J Med 322:352-358, 1990",
                        "id"),
                fromR(
                        "mgus2.csv",
                        "Monoclonal gammopathy: 1,384 patients, plasma cell malignancy or death first",
                        "Kyle RA et al., N Engl J Med 346:564-569, 2002",
                        "id"),
                fromR(
                        "ovarian.csv",
                        "Two treatments of ovarian cancer: 26 patients",
                        "Edmunson JH et al., Cancer Treat Rep 63:241-247, 1979",
                        "rownames"),
                fromR(
                        "flchain.csv.gz",
                        "Serum free light chain: 7,874 residents of Olmsted County aged 50 or more",
                        "Dispenzieri A et al., Mayo Clin Proc 87:517-523, 2012; Kyle RA et al., N Engl J Med 354:1362-1369, 2006",
                        "rownames"),
                fromR(
                        "nwtco.csv.gz",
                        "National Wilms' Tumor Study: relapse of 4,028 children",
                        "Breslow NE, Chatterjee N, Applied Statistics 48:457-468, 1999",
                        "seqno"),
                fromR(
                        "rotterdam.csv.gz",
                        "Rotterdam tumour bank: 2,982 patients with primary breast cancer, relapse and death",
                        "Royston P, Altman DG, BMC Med Res Methodol 13:33, 2013; Foekens JA et al., Cancer Res 60:636-643, 2000",
                        "pid"),
                fromR(
                        "cgd.csv",
                        "Chronic granulomatous disease: 128 patients, infections in 203 rows (tstart, tstop]",
                        "Fleming TR, Harrington DP, Counting Processes and Survival Analysis, 1991, appendix D.2",
                        "id"),
                fromR(
                        "bladder.csv",
                        "Bladder tumours: 85 patients, one row for each of the first four recurrences",
                        "Wei LJ, Lin DY, Weissfeld L, J Am Stat Assoc 84:1065-1073, 1989",
                        "id"),
                fromR(
                        "bladder1.csv",
                        "Bladder tumours: 118 patients in three arms, all recurrences and deaths in 294 rows (start, stop]",
                        "Andrews DF, Herzberg AM, Data, 1985; Wei LJ, Lin DY, Weissfeld L, J Am Stat Assoc 84:1065-1073, 1989",
                        "id"),
                fromR(
                        "bladder2.csv",
                        "Bladder tumours: the first four recurrences of 85 patients in 178 rows (start, stop]",
                        "Wei LJ, Lin DY, Weissfeld L, J Am Stat Assoc 84:1065-1073, 1989",
                        "id"),
                entry(
                        "bmt.csv",
                        "Bone marrow transplantation for leukaemia: 137 patients, relapse or death first",
                        KMSURV_LICENCE,
                        "Copelan EA et al., Blood 78:838-843, 1991; Klein JP, Moeschberger ML, Survival Analysis, 1997, section 1.3",
                        "rownames"),
                entry(
                        "channing.csv",
                        "Channing House: 462 residents under observation from the age at which they entered",
                        KMSURV_LICENCE,
                        "Hyde J, Biometrika 64:225-230, 1977; Klein JP, Moeschberger ML, Survival Analysis, 1997, section 1.16",
                        "obs"),
                entry(
                        "whas500.csv.gz",
                        "Worcester Heart Attack Study: 500 patients",
                        TEXTBOOK_LICENCE,
                        "Hosmer DW, Lemeshow S, May S, Applied Survival Analysis, 2nd edition, 2008",
                        ""),
                entry(
                        "actg320.csv.gz",
                        "AIDS Clinical Trials Group study 320: 1,151 patients, AIDS or death",
                        TEXTBOOK_LICENCE,
                        "Hammer SM et al., N Engl J Med 337:725-733, 1997; Hosmer DW, Lemeshow S, May S, Applied Survival Analysis, 2008",
                        ""),
                entry(
                        "interval_diabetes.csv",
                        "Type 1 diabetes: 731 patients, years to nephropathy known to an interval",
                        "not stated for the data; the repository of lifelines that publishes them is under the MIT licence",
                        "Borch-Johnsen K, Andersen PK, Deckert T, Diabetologia 28:590-596, 1985",
                        "subject"),
                entry(
                        "stanford_heart.csv",
                        "Stanford heart transplant programme: 103 patients in 172 rows (start, stop]",
                        "not stated for the data; the repository of lifelines that publishes them is under the MIT licence",
                        "Crowley J, Hu M, J Am Stat Assoc 72:27-36, 1977; Kalbfleisch D, Prentice RL, The Statistical Analysis of Failure Time Data, 1980",
                        "id"),
                entry(
                        "deephit_simulation.csv.gz",
                        "Simulated survival of 30,000 with two competing causes and 12 features",
                        "not stated (simulated)",
                        "DeepHit's repository; Lee C, Zame WR, Yoon J, van der Schaar M, DeepHit, AAAI 2018",
                        ""),
                entry(
                        "rossi.csv",
                        "Recidivism after release from prison: 432 persons, one year",
                        "not stated for the data; the repository of lifelines that publishes them is under the MIT licence",
                        "Rossi PH, Berk RA, Lenihan KJ, Money, Work, and Crime, 1980",
                        ""),
                entry(
                        "hnscc.csv.gz",
                        "Head and neck cancer: 451 patients, 107 radiomic features, death within four years",
                        "not stated for the data; the repository of LassoNet that publishes them is under the MIT licence",
                        "LassoNet's repository; Yang X et al., FastCPH: efficient survival analysis for neural networks, arXiv 2208.09793, 2022",
                        ""),
                entry(
                        "breast_gse7390.csv.gz",
                        "Node-negative breast cancer: 198 patients, 76 gene expressions, time to distant metastasis",
                        "not stated for the data, which are public as GEO series GSE7390; the repository of scikit-survival that publishes the table is"
                                + " under the GPL 3",
                        "Desmedt C et al., Clin Cancer Res 13:3207-3214, 2007",
                        ""),
                entry(
                        "selection_simulation.csv.gz",
                        "Simulated survival of 1,200: five of 100 inputs carry the risk, one by its square, two by their product",
                        "that of the project",
                        "simulated for Theriac",
                        ""),
                entry(
                        "pneumoniamnist_balanced.npz",
                        "PneumoniaMNIST, balanced copy: 3,166 chest radiographs of 28 × 28 pixels, normal or pneumonia",
                        "CC BY 4.0 (MedMNIST)",
                        "Yang J et al., MedMNIST v2, Scientific Data 10:41, 2023; Kermany DS et al., Cell 172:1122-1131, 2018",
                        ""),
                busi(),
                population(
                        "mortality_us", "Death rates of the United States by age, sex and calendar year, 1960 to 2014"),
                population(
                        "mortality_minnesota", "Death rates of Minnesota by age, sex and calendar year, 1970 to 2013"));
    }

    /** A rate table, for expected survival. */
    private static DatasetEntry population(String name, String title) {
        return entry(
                name + ".csv.gz",
                title,
                "facts of a United States federal agency, in the public domain; the values as R's survival package holds them",
                "National Center for Health Statistics, life tables; Therneau T, A Package for Survival Analysis in R",
                "");
    }

    private static DatasetEntry busi() {
        DatasetEntry table = entry(
                "busi.csv",
                "BUSI: 780 breast ultrasound pictures of 128 × 128 pixels, normal, benign or malignant",
                "CC0 as Kaggle lists the data set",
                "Al-Dhabyani W et al., Dataset of breast ultrasound images, Data in Brief 28:104863, 2020",
                "name");
        return table.withFiles(Map.of("image", new DatasetFiles("image", () -> open("busi_128.zip"))));
    }

    private static DatasetEntry deepSurv(String name, String title) {
        return entry(name + ".csv.gz", title, DEEPSURV_LICENCE, DEEPSURV, "");
    }

    /** A file of DeepSurv as it was published. */
    private static DatasetEntry published(String file, String title) {
        return entry(file, title, DEEPSURV_LICENCE, DEEPSURV, "");
    }

    private static DatasetEntry fromR(String file, String title, String citation, String subject) {
        return entry(file, title, R_LICENCE, citation, subject);
    }

    private static DatasetEntry entry(String file, String title, String licence, String citation, String subject) {
        String name = file.substring(0, file.indexOf('.'));
        return new DatasetEntry(
                name, title, licence, citation, file, () -> open(file), subject, () -> dictionary(name + ".yaml"));
    }

    private static InputStream open(String file) {
        InputStream in = DatasetsCatalogue.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("the data set " + file + " is missing from this module");
        }
        return in;
    }

    private static List<Definition> dictionary(String file) {
        try (InputStream in = open(file)) {
            return Dictionary.read(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
